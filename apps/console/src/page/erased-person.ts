/** What somebody is called whose account was erased, here as in exports: still told apart from others. */
export const erasedPerson = (userId: string): string => `an erased person (${userId.slice(0, 8)})`;
