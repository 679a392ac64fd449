import type { Timing } from '../supervising/timing.js';
import type { Cursor } from './cursor.js';

const PAUSE_MS = 1_000;

/**
 * Moves a checkpoint to what was passed by then, once a second until the signal aborts: a write for each event that needs no work would
 * cost more than the event, and a start that reads the last of them again loses nothing. Who passes what must
 * not be read again saves it at once. Throws as `advance`.
 */
export const keepCheckpoint = async (
  cursor: Pick<Cursor, 'advance'>,
  passed: () => bigint,
  { timing, signal }: { readonly timing: Timing; readonly signal: AbortSignal },
): Promise<void> => {
  for (;;) {
    await timing.sleep(PAUSE_MS, signal);
    if (signal.aborted) return;
    await cursor.advance(passed());
  }
};
