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
