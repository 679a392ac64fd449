import { describe, expect, test } from 'vitest';
import { startCause } from './start-cause.js';

describe('a container that does not start', () => {
  test.each([
    ['crun: executable file `/nope` not found in $PATH: No such file or directory', 'COMMAND_NOT_FOUND'],
    [
      'runc create failed: unable to start container process: exec: "x": executable file not found in $PATH',
      'COMMAND_NOT_FOUND',
    ],
    ['unable to start container process: exec: "/x": stat /x: no such file or directory', 'COMMAND_NOT_FOUND'],
    ['unable to start container process: exec: "/x": permission denied', 'COMMAND_NOT_FOUND'],
    ['failed to generate container spec: no command specified', 'COMMAND_NOT_FOUND'],
    ['exec /bin/sh: exec format error', 'PLATFORM_MISMATCH'],
    ['image platform (linux/arm64) does not match the detected host platform (linux/amd64)', 'PLATFORM_MISMATCH'],
    ['mkdir /var/lib/x: no space left on device', 'NO_SPACE'],
    ['unable to find user somebody: no matching entries in passwd file', 'BAD_IMAGE'],
    ['failed to mount /var/lib/kubelet/x: permission denied', undefined],
    ['context deadline exceeded', undefined],
  ])('because: %s', (said, reason) => expect(startCause(said)).toBe(reason));
});
