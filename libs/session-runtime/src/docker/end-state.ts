import type { FailureReason } from '../failure-reason.js';
import { signalOfExitCode } from '../signal-of-exit-code.js';
import type { ContainerExit } from './run-objects.js';

type EndState =
  | { readonly status: 'exited' }
  | { readonly status: 'failed'; readonly reason: FailureReason; readonly message: string };

/**
 * What an exit that nobody asked for means. The message is kept for ever, hence nothing in it that the program printed: that may
 * be secret.
 */
export function endStateOf({ code, isOutOfMemory, memoryLimit, error }: ContainerExit, wasReady: boolean): EndState {
  if (isOutOfMemory) return failed('OUT_OF_MEMORY', 'It reached the limit of memory that it was configured with.');
  if (code === 126 || code === 127) return failed('COMMAND_NOT_FOUND', notFound(code, error));
  const signal = signalOfExitCode(code);
  if (signal !== undefined) return failed('KILLED', killed(signal, memoryLimit));
  if (code === 0 && wasReady) return { status: 'exited' };
  const when = wasReady ? '' : ' before it was ready';
  return failed('PROCESS_EXITED', `Its main process ended with exit code ${code}${when}. The logs say why.`);
}

function failed(reason: FailureReason, message: string): EndState {
  return { status: 'failed', reason, message };
}

function killed(signal: string, memoryLimit: number): string {
  const said = `Its main process was ended from outside by ${signal}.`;
  if (signal !== 'SIGKILL' || memoryLimit === 0) return said;
  return `${said} So ends, too, what needs more than the ${Math.floor(memoryLimit / 2 ** 20)} MiB of memory that it may use.`;
}

function notFound(code: number, error: string): string {
  const what = code === 127 ? 'is not there' : 'cannot be run';
  return `The program that it is to start with ${what} (exit code ${code}).${error === '' ? '' : ` ${error}`}`;
}
