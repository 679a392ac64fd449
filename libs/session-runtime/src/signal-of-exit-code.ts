import { constants } from 'node:os';

/** A shell or sandbox around a process reports its signal n as exit code 128 + n. */
export function signalOfExitCode(code: number | undefined): string | undefined {
  if (code === undefined || code <= 128) return undefined;
  return Object.entries(constants.signals).find(([, number]) => number === code - 128)?.[0];
}
