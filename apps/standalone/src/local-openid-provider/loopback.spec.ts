import { describe, expect, test } from 'vitest';
import { comesFromThisMachine, isLoopbackHost } from './loopback.js';

describe('this machine', () => {
  test.each(['127.0.0.1', '127.8.9.10', '::1', '[::1]', 'localhost', 'LOCALHOST'])('%s is its own name', (host) => {
    expect(isLoopbackHost(host)).toBe(true);
  });

  test.each(['0.0.0.0', '::', '10.0.0.1', 'localhost.example.org', '127.0.0.1.example.org', '127.1', ''])(
    '%j is not',
    (host) => {
      expect(isLoopbackHost(host)).toBe(false);
    },
  );

  test.each(['127.0.0.1', '::ffff:127.0.0.1', '::1'])('a connection from %s comes from it', (address) => {
    expect(comesFromThisMachine(address)).toBe(true);
  });

  test.each(['192.168.1.10', '::ffff:10.0.0.1', 'fe80::1', undefined])('a connection from %s does not', (address) => {
    expect(comesFromThisMachine(address)).toBe(false);
  });
});
