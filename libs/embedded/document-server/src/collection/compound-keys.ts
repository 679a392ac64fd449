/** Every prefix with every key behind it. */
export const compoundKeys = (prefixes: readonly string[], keys: readonly string[]): string[] => {
  const all: string[] = [];
  for (const prefix of prefixes) for (const key of keys) all.push(prefix + key);
  return all;
};
