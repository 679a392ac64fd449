import { startCause } from '../../start-cause.js';
import type { Failure } from './failure.js';
import { shortened } from './shortened.js';

const reasons = new Set(['CreateContainerError', 'RunContainerError', 'StartError', 'ContainerCannotRun']);

/** The container was there, and its program did not begin. */
export const isStartFailure = (reason: string): boolean => reasons.has(reason);

export const startFailure = (message: string): Failure => ({
  reason: startCause(message) ?? 'BAD_IMAGE',
  message: `It could not be started: ${shortened(message)}`,
});
