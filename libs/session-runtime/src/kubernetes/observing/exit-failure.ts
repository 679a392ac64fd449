import type { ContainerStatus, Terminated } from './api-pod.js';
import type { Failure } from './failure.js';
import { isStartFailure, startFailure } from './start-failure.js';

const byReason: Readonly<Record<string, Failure>> = {
  OOMKilled: { reason: 'OUT_OF_MEMORY', message: 'It used more memory than its limit.' },
  ContainerStatusUnknown: { reason: 'NODE_LOST', message: 'Its node forgot how it ended.' },
};

/** As shells and the kernel mean them. */
const byExitCode: Readonly<Record<number, Failure>> = {
  126: { reason: 'COMMAND_NOT_FOUND', message: 'Its program may not be run (exit code 126).' },
  127: { reason: 'COMMAND_NOT_FOUND', message: 'Its program was not found (exit code 127).' },
  137: { reason: 'KILLED', message: 'It was killed (SIGKILL).' },
  143: { reason: 'KILLED', message: 'It was told to end (SIGTERM).' },
};

/** Of a container that ended otherwise than well; else none. */
export const exitFailure = ({ name, state }: ContainerStatus): readonly Failure[] => {
  const terminated = state?.terminated;
  if (terminated === undefined || terminated.exitCode === 0) return [];
  return [name === 'clone' ? cloneFailure(terminated) : (told(terminated) ?? mainFailure(terminated))];
};

function told({ reason = '', message = '' }: Terminated): Failure | undefined {
  return isStartFailure(reason) ? startFailure(message) : byReason[reason];
}

/** A repository that cannot be cloned is a warning: this is something else, which no other image or class of the session's mends. */
function cloneFailure(terminated: Terminated): Failure {
  const failure = told(terminated);
  if (failure?.reason === 'NODE_LOST') return failure;
  const how = failure?.message.replace(/^It /, '') ?? `ended with exit code ${terminated.exitCode}.`;
  return { reason: 'MISCONFIGURED', message: `What clones repositories ${how}` };
}

function mainFailure({ exitCode }: Terminated): Failure {
  const message = `Its main process ended with exit code ${exitCode}.`;
  return byExitCode[exitCode] ?? { reason: 'PROCESS_EXITED', message };
}
