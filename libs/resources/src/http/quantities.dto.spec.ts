import { describe, expect, test } from 'vitest';
import { quantities } from './quantities.dto.js';

describe('an amount of memory or disk that was sent', () => {
  test.each([1.5, 0, true, null, '5 GB'])('is told how one is written where it is none: %j', (value) => {
    const { error } = quantities.bytes.safeParse(value);
    expect(error?.issues.map(({ message }) => message)).toEqual([expect.stringContaining('"4Gi"')]);
  });
});
