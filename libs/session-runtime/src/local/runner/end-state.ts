import { signalOfExitCode } from '../../signal-of-exit-code.js';
import type { EndState } from '../run-record.js';
import type { Exit } from './main-process.js';

/**
 * What an exit that nobody asked for means. The message is kept for ever, hence nothing in it that the program printed:
 * that may be secret.
 */
export function endStateOf(exit: Exit, wasReady: boolean): EndState {
  const signal = exit.signal ?? signalOfExitCode(exit.code);
  if (signal !== undefined) {
    return { status: 'failed', reason: 'KILLED', message: `Its main process was ended from outside by ${signal}.` };
  }
  if (exit.code === 0 && wasReady) return { status: 'exited' };
  const when = wasReady ? '' : ' before it was ready';
  const message = `Its main process ended with exit code ${exit.code ?? '?'}${when}. The logs say why.`;
  return { status: 'failed', reason: 'PROCESS_EXITED', message };
}
