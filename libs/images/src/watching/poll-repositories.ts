import type { Timing } from '#libs/event-sourcing';
import type { LookedAt } from '../looking/repository-look.js';

interface Polling {
  /** In the order of their ids. */
  readonly page: (after: string | undefined, limit: number) => Promise<readonly LookedAt[]>;
  readonly lookAt: (repository: LookedAt) => void;
  readonly intervalMs: number;
  readonly timing: Timing;
  readonly signal: AbortSignal;
}

const PAGE = 500;

const everyOne = async ({ page }: Polling): Promise<readonly LookedAt[]> => {
  const all: LookedAt[] = [];
  for (;;) {
    const found = await page(all.at(-1)?.repositoryId, PAGE);
    all.push(...found.map(({ repositoryId, url }) => ({ repositoryId, url })));
    if (found.length < PAGE) return all;
  }
};

/** Looks at every repository once an interval, spread over it, until the signal aborts. */
export const pollRepositories = async (polling: Polling): Promise<void> => {
  const { lookAt, intervalMs, timing, signal } = polling;
  while (!signal.aborted) {
    const began = timing.now();
    const all = await everyOne(polling);
    for (const [index, repository] of all.entries()) {
      await timing.sleep(Math.max(0, began + (index * intervalMs) / all.length - timing.now()), signal);
      if (!signal.aborted) lookAt(repository);
    }
    await timing.sleep(Math.max(0, began + intervalMs - timing.now()), signal);
  }
};
