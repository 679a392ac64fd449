const units = ['KiB', 'MiB', 'GiB', 'TiB'];

/** `999 bytes`, `1.4 MiB`. */
export const sizeInWords = (bytes: number): string => {
  if (bytes < 1024) return bytes === 1 ? '1 byte' : `${bytes} bytes`;
  const step = Math.min(Math.floor(Math.log2(bytes) / 10), units.length);
  return `${(bytes / 1024 ** step).toFixed(1)} ${units[step - 1] ?? ''}`;
};
