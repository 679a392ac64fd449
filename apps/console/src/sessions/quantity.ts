const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes to be read, e.g. `1.5 GiB`. */
export const bytesInWords = (bytes: number): string => {
  let value = bytes;
  let exponent = 0;
  while (value >= 1024 && exponent < units.length - 1) {
    value /= 1024;
    exponent += 1;
  }
  return `${Number(value.toFixed(1))} ${units[exponent] ?? 'B'}`;
};

/** The API's units, the largest first, and how many bytes each is. */
const inputUnits = [
  ['Ti', 2 ** 40],
  ['T', 1e12],
  ['Gi', 2 ** 30],
  ['G', 1e9],
  ['Mi', 2 ** 20],
  ['M', 1e6],
  ['Ki', 2 ** 10],
] as const;

/** Bytes to be edited: the same number, exactly, and always with a unit, as the API reads it, e.g. `4Gi`. */
export const bytesAsInput = (bytes: number): string => {
  // the API reads three decimals
  const isExact = (value: number): boolean => value >= 1 && Number(value.toFixed(3)) === value;
  const [unit, factor] = inputUnits.find(([, size]) => isExact(bytes / size)) ?? ['k', 1000];
  return `${bytes / factor}${unit}`;
};

const quantity = /^\d{1,12}([.,]\d{1,3})?([kMGTP]|[KMGTP]i)$/;

/** Why a text is no number of bytes; undefined: it is one. A plain number is taken for gigabytes by whoever types it, and for bytes by the API. */
export const mistakeInBytes = (input: string): string | undefined => {
  if (quantity.test(input)) return undefined;
  return /^[\d.,]+$/.test(input)
    ? 'write a unit, for example 2Gi.'
    : 'write a number and its unit, for example 2Gi or 500M.';
};
