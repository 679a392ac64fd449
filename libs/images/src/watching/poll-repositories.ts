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

/** Whole documents are read, each with what is known of up to 500 branches. */
const PAGE = 100;

const everyOne = async ({ page }: Polling): Promise<readonly LookedAt[]> => {
  const all: LookedAt[] = [];
  for (;;) {
    const found = await page(all.at(-1)?.repositoryId, PAGE);
    all.push(...found.map(({ repositoryId, url }) => ({ repositoryId, url })));
    if (found.length < PAGE) return all;
  }
};

const sleepUntil = ({ timing, signal }: Polling, time: number): Promise<void> =>
  timing.sleep(Math.max(0, time - timing.now()), signal);

const lookOnce = async (polling: Polling, began: number): Promise<void> => {
  const all = await everyOne(polling);
  for (const [index, repository] of all.entries()) {
    await sleepUntil(polling, began + (index * polling.intervalMs) / all.length);
    if (polling.signal.aborted) return;
    polling.lookAt(repository);
  }
};

/** Looks at every repository once an interval, spread over it, until the signal aborts. */
export const pollRepositories = async (polling: Polling): Promise<void> => {
  while (!polling.signal.aborted) {
    const began = polling.timing.now();
    await lookOnce(polling, began);
    await sleepUntil(polling, began + polling.intervalMs);
  }
};
