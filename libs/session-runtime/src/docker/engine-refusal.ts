import { startCause } from '../start-cause.js';
import { RunFailure } from './run-failure.js';

/** What an engine refused on the way to a container, from what it said: its words may be pages long, and name its directories. */
export function engineRefusal(said: string): RunFailure {
  if (startCause(said) === 'NO_SPACE')
    return new RunFailure('NO_SPACE', 'The disk on which the container engine keeps images and files is full.');
  return new RunFailure('MISCONFIGURED', `The container engine refuses: ${said.trim().slice(0, 400)}`);
}
