import { startCause } from '../start-cause.js';
import { RunFailure } from './run-failure.js';

/** Why an engine would not make or start a container, from what it said. */
export function startFailure(said: string): RunFailure {
  const reason = startCause(said) ?? 'MISCONFIGURED';
  return new RunFailure(reason, `The container engine cannot start it: ${said.trim().slice(0, 400)}`);
}
