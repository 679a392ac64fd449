import { expect, test } from 'vitest';
import { hostIn } from './host-in.js';

test.each([
  ['"x" was not cloned: https://git.example.org:8443/lab/x.git asks for a password.', 'git.example.org:8443'],
  [
    '"x" was not cloned: git.example.org does not let your token read https://git.example.org/x: it has …',
    'git.example.org',
  ],
  ['"x" was not cloned.', undefined],
])('the host that a warning names: %s', (message, host) => expect(hostIn(message)).toBe(host));
