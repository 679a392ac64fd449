import type { FailureReason } from '../failure-reason.js';
import { RunFailure } from './run-failure.js';

const causes: readonly (readonly [RegExp, FailureReason])[] = [
  [/no space left|disk quota/i, 'NO_SPACE'],
  [/exec format error|does not match the .*platform/i, 'PLATFORM_MISMATCH'],
  [
    /executable file.*not found|(exec|stat|starting container process).*(no such file|permission denied)/i,
    'COMMAND_NOT_FOUND',
  ],
  [/unable to find user|no matching entries in passwd|invalid (user|reference)/i, 'BAD_IMAGE'],
];

/** Why an engine would not make or start a container, from what it said. */
export function startFailure(said: string): RunFailure {
  const [, reason = 'MISCONFIGURED' as const] = causes.find(([pattern]) => pattern.test(said)) ?? [];
  return new RunFailure(reason, `The container engine cannot start it: ${said.trim().slice(0, 400)}`);
}
