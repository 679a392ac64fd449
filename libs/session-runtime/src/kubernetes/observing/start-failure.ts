import type { FailureReason } from '../../failure-reason.js';
import type { Failure } from './failure.js';
import { shortened } from './shortened.js';

const reasons = new Set(['CreateContainerError', 'RunContainerError', 'StartError', 'ContainerCannotRun']);

const causes: readonly (readonly [RegExp, FailureReason])[] = [
  [/exec format error/i, 'PLATFORM_MISMATCH'],
  [/no space left|disk quota/i, 'NO_SPACE'],
  [/executable file not found|no such file or directory|permission denied|no command specified/i, 'COMMAND_NOT_FOUND'],
];

/** The container was there, and its program did not begin. */
export const isStartFailure = (reason: string): boolean => reasons.has(reason);

export const startFailure = (message: string): Failure => {
  const cause = causes.find(([pattern]) => pattern.test(message));
  return { reason: cause?.[1] ?? 'BAD_IMAGE', message: `It could not be started: ${shortened(message)}` };
};
