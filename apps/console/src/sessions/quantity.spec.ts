import { describe, expect, test } from '@jest/globals';
import { bytesAsInput, bytesInWords, mistakeInBytes } from './quantity.js';

describe('bytes', () => {
  test.each([
    [512, '512 B', '0.512k'],
    [1024 ** 3, '1 GiB', '1Gi'],
    [1.5 * 1024 ** 3, '1.5 GiB', '1.5Gi'],
    [1500 * 1024 ** 2, '1.5 GiB', '1500Mi'],
    [4_000_000_000, '3.7 GiB', '4G'],
    [2048 * 1024 ** 4, '2048 TiB', '2048Ti'],
  ])('%d reads %s and is edited as %s', (bytes, words, input) => {
    expect(bytesInWords(bytes)).toBe(words);
    expect(bytesAsInput(bytes)).toBe(input);
    expect(mistakeInBytes(input)).toBeUndefined();
  });

  test.each(['2', '2000000000', '1.5', '0,5'])('%s lacks its unit', (input) => {
    expect(mistakeInBytes(input)).toBe('write a unit, for example 2Gi.');
  });

  test.each(['2GB', 'two', '2 gi', '-2Gi', 'Gi'])('%s is no number with a unit', (input) => {
    expect(mistakeInBytes(input)).toContain('for example 2Gi or 500M');
  });
});
