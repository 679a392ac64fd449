import { readFile } from 'node:fs/promises';

/**
 * Milliseconds that a process's main thread was ready to go on so far, and others had the processors. Latencies of a program that
 * waited for more than a hundredth of the time are the machine's, and say nothing of the program. Linux says it; NaN elsewhere.
 */
export const waitedForProcessor = async (pid: number): Promise<number> => {
  const said = await readFile(`/proc/${pid}/schedstat`, 'utf8').catch(() => '');
  return Number(said.split(' ')[1] ?? Number.NaN) / 1e6;
};
