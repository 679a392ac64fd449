import type { FailureReason } from '../failure-reason.js';
import { pullCause } from '../pull-cause.js';
import { registryFailure } from '../registry-failure.js';
import { RunFailure } from './run-failure.js';

const meanings: Readonly<Partial<Record<FailureReason, string>>> = {
  NO_SPACE: 'the disk on which images are kept is full',
  PLATFORM_MISMATCH: 'it does not exist for this machine’s kind of processor',
};

/** Why an image could not be pulled, from what the daemon said. */
export function pullFailure(reference: string, said: string): RunFailure {
  const reason = pullCause(said) ?? 'BAD_IMAGE';
  return new RunFailure(reason, registryFailure(reference, reason) ?? otherFailure(reference, reason, said));
}

function otherFailure(reference: string, reason: FailureReason, said: string): string {
  const meaning = meanings[reason] ?? 'it cannot be unpacked here';
  return `${reference} could not be pulled: ${meaning}. The engine says: ${said.trim().slice(0, 300)}`;
}
