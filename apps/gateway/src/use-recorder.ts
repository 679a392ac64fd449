import type { LRUCache } from 'lru-cache';
import type { GatewayLog } from './gateway-log.js';
import { launchCache } from './launch-cache.js';

export interface UseRecorderOptions {
  /** Keeps that it was used now. */
  readonly record: (launchId: string) => Promise<void>;
  /** At most once in this time for each session, milliseconds: what is kept is at most so much too old. */
  readonly intervalMs: number;
  readonly log: GatewayLog;
}

/** Tells at most once in a while that a session is used, the first use after a pause at once. */
export class UseRecorder {
  readonly #recently: LRUCache<string, true>;

  constructor(private readonly options: UseRecorderOptions) {
    this.#recently = launchCache(options.intervalMs);
  }

  note(launchId: string): void {
    if (this.#recently.has(launchId)) return;
    this.#recently.set(launchId, true);
    this.options.record(launchId).catch((err: unknown) => {
      this.#recently.delete(launchId);
      this.options.log.warn({ launchId, err }, 'session-use-not-recorded');
    });
  }
}
