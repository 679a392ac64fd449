const address = /https?:\/\/[^\s,;]+/;

/** The host of the repository that a warning names; undefined where it names none. */
export const hostIn = (message: string): string | undefined => {
  const [found = ''] = address.exec(message) ?? [];
  return URL.canParse(found) ? new URL(found).host : undefined;
};
