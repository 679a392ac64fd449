import { i18n } from '../language/i18n.js';

const units = ['B', 'KiB', 'MiB', 'GiB', 'TiB'] as const;

/** Bytes to be read, e.g. `1.5 GiB`. */
export const bytesInWords = (bytes: number): string => {
  let value = bytes;
  let exponent = 0;
  while (value >= 1024 && exponent < units.length - 1) {
    value /= 1024;
    exponent += 1;
  }
  const shown = i18n.number(value, { maximumFractionDigits: 1, useGrouping: false });
  return `${shown} ${units[exponent] ?? 'B'}`;
};
