import { rmSync } from 'node:fs';
import { rm } from 'node:fs/promises';
import { constants } from 'node:os';
import { dirname } from 'node:path';

/** The disk, or one's share of it: Node does not say which disk. */
const isFull = (error: unknown): error is Error =>
  error instanceof Error && 'code' in error && (error.code === 'ENOSPC' || error.code === 'EDQUOT');

const told = (error: unknown, draft: string): unknown =>
  isFull(error)
    ? new Error(`${error.message}: make room in ${dirname(draft)}, or name another place; nothing was kept`, {
        cause: error,
      })
    : error;

const signals = ['SIGINT', 'SIGTERM'] as const;

/**
 * What is written under another name until it is whole: gone afterwards, unless the work has renamed it, also where the program is told
 * to end meanwhile (Ctrl-C, a job's time limit). People's names would stay where nobody looks for them.
 */
export const withDraft = async <T>(draft: string, work: () => Promise<T>): Promise<T> => {
  const end = (signal: (typeof signals)[number]): void => {
    rmSync(draft, { recursive: true, force: true });
    process.exit(128 + constants.signals[signal]);
  };
  for (const signal of signals) process.on(signal, end);
  try {
    return await work();
  } catch (error) {
    throw told(error, draft);
  } finally {
    await rm(draft, { recursive: true, force: true });
    for (const signal of signals) process.off(signal, end);
  }
};
