type Entry = 'tokens' | 'attempt';

const nameOf = (entry: Entry): string => `renku-sessions.${entry}`;

/** What belongs to this tab and survives its reload. */
export const store = (entry: Entry, value: object): void =>
  sessionStorage.setItem(nameOf(entry), JSON.stringify(value));

export const clear = (entry: Entry): void => sessionStorage.removeItem(nameOf(entry));

export const load = <Value>(entry: Entry): Value | undefined => {
  const text = sessionStorage.getItem(nameOf(entry));
  return text === null ? undefined : (JSON.parse(text) as Value);
};
