import { setTimeout as delay } from 'node:timers/promises';
import type { Logger } from '#libs/observability';

const RETRY_MS = 2000;
const TELL_MS = 10_000;

export interface Waiting {
  /** For whoever has to start it, or correct a setting: "the database at … (MONGODB_URL)". */
  readonly what: string;
  readonly logger: Logger;
  /** Gives up: rejects with its reason. */
  readonly ending: AbortSignal;
  readonly retryMs?: number;
}

/** Repeats until it works, saying now and then what is missing: whoever starts later is waited for. */
export const untilReachable = async <T>(
  { what, logger, ending, retryMs = RETRY_MS }: Waiting,
  reach: () => Promise<T>,
): Promise<T> => {
  let toldAt = Number.NEGATIVE_INFINITY;
  for (;;) {
    ending.throwIfAborted();
    try {
      return await reach();
    } catch (error) {
      if (performance.now() - toldAt >= TELL_MS) {
        const reason = error instanceof Error ? error.message : String(error);
        logger.error({ part: 'start', reason }, `waiting for ${what}: start it or correct the setting`);
        toldAt = performance.now();
      }
      await delay(retryMs, undefined, { signal: ending }).catch(() => ending.throwIfAborted());
    }
  }
};
