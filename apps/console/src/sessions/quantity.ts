const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;
const suffixes = ['', 'Ki', 'Mi', 'Gi', 'Ti'] as const;

const scale = (bytes: number): { value: number; exponent: number } => {
  let value = bytes;
  let exponent = 0;
  while (value >= 1024 && exponent < units.length - 1) {
    value /= 1024;
    exponent += 1;
  }
  return { value, exponent };
};

/** Bytes to be read, e.g. `1.5 GiB`. */
export const bytesInWords = (bytes: number): string => {
  const { value, exponent } = scale(bytes);
  return `${Number(value.toFixed(1))} ${units[exponent] ?? 'B'}`;
};

/** Bytes to be edited: the same number, exactly, as the API reads it, e.g. `4Gi`. */
export const bytesAsInput = (bytes: number): string => {
  const { value, exponent } = scale(bytes);
  return Number.isInteger(value) ? `${value}${suffixes[exponent] ?? ''}` : String(bytes);
};
