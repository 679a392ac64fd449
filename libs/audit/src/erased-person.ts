/** What somebody is called whose account was erased: still told apart from others. */
export const erasedPerson = (userId: string): string => `an erased person (${userId.slice(0, 8)})`;
