import type { FailureReason } from '../failure-reason.js';
import { startCause } from '../start-cause.js';
import { RunFailure } from './run-failure.js';

/** What an engine refused on the way to a container, from what it said: its words may be pages long, and name its directories. */
export function engineRefusal(said: string): RunFailure {
  return refusalFor(startCause(said) === 'NO_SPACE' ? 'NO_SPACE' : 'MISCONFIGURED', said);
}

/** Why an engine would not make or start a container, where its words are known; else what it said, to be judged as all else. */
export function startFailure(error: Error): Error {
  const reason = startCause(error.message);
  return reason === undefined ? error : refusalFor(reason, error.message);
}

function refusalFor(reason: FailureReason, said: string): RunFailure {
  if (reason === 'NO_SPACE')
    return new RunFailure(reason, 'The disk on which the container engine keeps images and files is full.');
  return new RunFailure(reason, `The container engine refuses: ${said.trim().slice(0, 400)}`);
}
