import type { Timing } from '../supervising/timing.js';
import type { Cursor } from './cursor.js';

const PAUSE_MS = 1_000;

/**
 * Moves a checkpoint to what was passed by then, once a second and a last time when the signal aborts: a write for each event that
 * needs no work would cost more than the event, and a start that reads the last of them again loses nothing. Throws as `advance`.
 */
export const keepCheckpoint = async (
  cursor: Pick<Cursor, 'advance'>,
  passed: () => bigint,
  { timing, signal }: { readonly timing: Timing; readonly signal: AbortSignal },
): Promise<void> => {
  for (let isLast = false; !isLast; ) {
    await timing.sleep(PAUSE_MS, signal);
    isLast = signal.aborted;
    await cursor.advance(passed());
  }
};
