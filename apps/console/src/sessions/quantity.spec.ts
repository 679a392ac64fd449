import { describe, expect, test } from '@jest/globals';
import { bytesAsInput, bytesInWords } from './quantity.js';

describe('bytes', () => {
  test.each([
    [512, '512 B', '512'],
    [1024 ** 3, '1 GiB', '1Gi'],
    [1.5 * 1024 ** 3, '1.5 GiB', '1610612736'],
    [4_000_000_000, '3.7 GiB', '4000000000'],
    [2048 * 1024 ** 4, '2048 TiB', '2048Ti'],
  ])('%d reads %s and is edited as %s', (bytes, words, input) => {
    expect(bytesInWords(bytes)).toBe(words);
    expect(bytesAsInput(bytes)).toBe(input);
  });
});
