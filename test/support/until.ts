import { setTimeout as delay } from 'node:timers/promises';

const FIRST_LOOK_MS = 25;
const LAST_LOOK_MS = 250;
/** Looks take time from what is waited for: after a long wait they are fewer. */
const REST_PER_WAITED = 0.1;

type Look<T> = () => Promise<T | undefined | false> | T | undefined | false;

/** What `look` finds, looked for until there is something; undefined when there is nothing after `patienceMs`. */
export const within = async <T>(patienceMs: number, look: Look<T>): Promise<T | undefined> => {
  const started = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    const waitedMs = performance.now() - started;
    if (waitedMs > patienceMs) return undefined;
    await delay(Math.min(LAST_LOOK_MS, Math.max(FIRST_LOOK_MS, waitedMs * REST_PER_WAITED)));
  }
};

/** The same where there must be something. Rejects after `patienceMs`, saying what was waited for. */
export const until = async <T>(what: string | (() => string), look: Look<T>, patienceMs = 20_000): Promise<T> => {
  const found = await within(patienceMs, look);
  if (found === undefined) throw new Error(`not within ${patienceMs} ms: ${typeof what === 'string' ? what : what()}`);
  return found;
};
