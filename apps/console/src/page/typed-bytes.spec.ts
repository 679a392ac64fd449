import { describe, expect, test } from 'vitest';
import { bytesShown } from './bytes-shown.js';
import { typedBytes } from './typed-bytes.js';

describe('memory and disk, as people type them', () => {
  test.each([
    ['4', '4Gi'],
    [' 4 GiB ', '4Gi'],
    ['4gib', '4Gi'],
    ['4Gi', '4Gi'],
    ['1,5 GiB', '1.5Gi'],
    ['512 MiB', '512Mi'],
    ['500 MB', '500M'],
    ['16G', '16G'],
    ['2 TB', '2T'],
    ['64 kb', '64k'],
    ['64 KiB', '64Ki'],
  ])('%j is %s to the API', (text, quantity) => {
    expect(typedBytes(text)).toBe(quantity);
  });

  test.each(['', 'GiB', 'much', '4 4', '-1', '1.2345', '4 bits', '4B'])('%j is none', (text) => {
    expect(typedBytes(text)).toBeUndefined();
  });

  test.each([
    [4 * 2 ** 30, '4 GiB'],
    [1.5 * 2 ** 30, '1.5 GiB'],
    [500_000_000, '500 MB'],
    [1500 * 2 ** 20, '1500 MiB'],
    [2048 * 2 ** 40, '2048 TiB'],
    [512, '0.512 kB'],
    [512 * 2 ** 20, '512 MiB'],
  ])('%i bytes are shown as %j, which is the same again', (bytes, shown) => {
    expect(bytesShown(bytes)).toBe(shown);
    expect(bytesShown(bytes).replace(/ (.*)B$/, '$1')).toBe(typedBytes(shown));
  });
});
