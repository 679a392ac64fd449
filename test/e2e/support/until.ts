import { setTimeout as delay } from 'node:timers/promises';

const LOOK_MS = 25;

/** What `look` finds, looked for until there is something. Rejects after `patienceMs`, saying what was waited for. */
export const until = async <T>(
  what: string,
  look: () => Promise<T | undefined | false> | T | undefined | false,
  patienceMs = 20_000,
): Promise<T> => {
  const started = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    if (performance.now() - started > patienceMs) throw new Error(`not within ${patienceMs} ms: ${what}`);
    await delay(LOOK_MS);
  }
};
