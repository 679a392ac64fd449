import { describe, expect, test } from 'vitest';
import { mountTrouble } from './mount-trouble.js';

describe('a disk that does not come', () => {
  test('is told once it was tried three times', () => {
    const failed = (count: number) => [{ reason: 'FailedMount', message: 'timed out', count }];
    expect(mountTrouble(failed(2))).toBeUndefined();
    expect(mountTrouble(failed(3))).toBe('its disk cannot be attached: timed out');
  });

  test('may be held by another machine', () => {
    const message = 'Multi-Attach error for volume "v": Volume is already exclusively attached to one node';
    const events = [
      { reason: 'Pulled', count: 9 },
      { reason: 'FailedAttachVolume', message, count: 4 },
    ];
    expect(mountTrouble(events)).toBe('its disk is still held by the machine that had it before');
  });
});
