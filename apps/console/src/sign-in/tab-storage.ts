type Entry = 'tokens' | 'attempt';

const nameOf = (entry: Entry): string => `renku-sessions.${entry}`;

/** What belongs to this tab and survives its reload. */
export const store = (entry: Entry, value: object): void =>
  sessionStorage.setItem(nameOf(entry), JSON.stringify(value));

export const clear = (entry: Entry): void => sessionStorage.removeItem(nameOf(entry));

/** Undefined: nothing was stored. Only this page writes there, so what is read is what was stored. */
export const load = (entry: Entry): unknown => {
  const text = sessionStorage.getItem(nameOf(entry));
  return text === null ? undefined : JSON.parse(text);
};
