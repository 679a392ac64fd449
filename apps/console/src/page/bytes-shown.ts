/** The largest first, and how many bytes each is. */
const units = [
  ['TiB', 2 ** 40],
  ['TB', 1e12],
  ['GiB', 2 ** 30],
  ['GB', 1e9],
  ['MiB', 2 ** 20],
  ['MB', 1e6],
  ['KiB', 2 ** 10],
] as const;

/** Bytes to be read and edited, exactly, e.g. `4 GiB`: what `typedBytes` reads. */
export const bytesShown = (bytes: number): string => {
  // the API reads three decimals
  const isExact = (value: number): boolean => value >= 1 && Number(value.toFixed(3)) === value;
  const [unit, factor] = units.find(([, size]) => isExact(bytes / size)) ?? ['kB', 1000];
  return `${bytes / factor} ${unit}`;
};
