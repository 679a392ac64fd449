import { constants } from 'node:os';
import type { EndState } from '../run-record.js';
import type { Exit } from './main-process.js';

/** What an exit that nobody asked for means. `output` = the last lines that were printed. */
export function endStateOf(exit: Exit, wasReady: boolean, output: string): EndState {
  const signal = exit.signal ?? signalOfCode(exit.code);
  if (signal !== undefined) {
    return { status: 'failed', reason: 'KILLED', message: `Its main process was ended from outside by ${signal}.` };
  }
  if (exit.code === 0 && wasReady) return { status: 'exited' };
  const when = wasReady ? '' : ' before it was ready';
  const words = output === '' ? '' : ` It last printed: ${output.slice(-500)}`;
  const message = `Its main process ended with exit code ${exit.code ?? '?'}${when}.${words}`;
  return { status: 'failed', reason: 'PROCESS_EXITED', message };
}

/** A shell or sandbox around the process reports its signal n as exit code 128 + n. */
function signalOfCode(code: number | undefined): string | undefined {
  if (code === undefined || code <= 128) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}
