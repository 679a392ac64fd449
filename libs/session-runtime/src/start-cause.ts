import type { FailureReason } from './failure-reason.js';

/** Words of Docker, Podman, containerd and runc. */
const causes: readonly (readonly [RegExp, FailureReason])[] = [
  [/no space left|disk quota/i, 'NO_SPACE'],
  [/exec format error|does not match the .*platform/i, 'PLATFORM_MISMATCH'],
  [
    /executable file.*not found|no command specified|(exec|stat|starting container process).*(no such file|permission denied)/i,
    'COMMAND_NOT_FOUND',
  ],
  [/unable to find user|no matching entries in passwd|invalid (user|reference)/i, 'BAD_IMAGE'],
];

/** Why a container could not be made or started, from what an engine said; undefined for words that are not known. */
export const startCause = (said: string): FailureReason | undefined =>
  causes.find(([pattern]) => pattern.test(said))?.[1];
