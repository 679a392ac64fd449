import { type BackOff, backOffMs } from './back-off.js';
import type { Log } from './log.js';
import type { Timing } from './timing.js';

export interface Supervision {
  /** Names the work in the log. */
  readonly name: string;
  readonly signal: AbortSignal;
  readonly timing: Timing;
  readonly log: Log;
  readonly backOff?: BackOff;
  /** Told of every failure. */
  readonly onFailure?: (name: string, error: unknown) => void;
  /** True for a failure that repeating cannot help: it is thrown to the caller. */
  readonly isFatal?: (error: unknown) => boolean;
}

const BACK_OFF: BackOff = { firstMs: 100, maxMs: 10_000 };
/** Work that ran this long had recovered: the next failure starts from the shortest pause. */
const RECOVERED_MS = 30_000;

/**
 * Does the work again and again until the signal aborts; pauses after a failure, longer each time. Work that returns is
 * started again at once. Rejects with fatal failures only.
 */
export const supervise = async (work: () => Promise<void>, supervision: Supervision): Promise<void> => {
  const { signal, timing } = supervision;
  let failures = 0;
  while (!signal.aborted) {
    const started = timing.now();
    try {
      await work();
      failures = 0;
    } catch (error) {
      if (timing.now() - started > RECOVERED_MS) failures = 0;
      await pauseAfter(error, failures, supervision);
      failures += 1;
    }
  }
};

const pauseAfter = async (error: unknown, failures: number, supervision: Supervision): Promise<void> => {
  const { name, signal, timing, log, backOff = BACK_OFF, onFailure, isFatal } = supervision;
  if (isFatal?.(error) === true) throw error;
  if (signal.aborted) return;
  const pauseMs = Math.round(backOffMs(failures, timing.random, backOff));
  onFailure?.(name, error);
  log.warn({ part: name, err: error, failures: failures + 1, pauseMs }, 'failed; trying again');
  await timing.sleep(pauseMs, signal);
};
