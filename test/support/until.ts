import { setTimeout as delay } from 'node:timers/promises';
import { restBetweenLooks } from '../../libs/event-sourcing/src/testing/rest-between-looks.js';

const FIRST_LOOK_MS = 25;
const LAST_LOOK_MS = 250;

type Look<T> = () => Promise<T | undefined | false> | T | undefined | false;

/** What `look` finds, looked for until there is something; undefined when there is nothing after `patienceMs`. */
export const within = async <T>(patienceMs: number, look: Look<T>): Promise<T | undefined> => {
  const started = performance.now();
  for (;;) {
    const found = await look();
    if (found !== undefined && found !== false) return found;
    const waitedMs = performance.now() - started;
    if (waitedMs > patienceMs) return undefined;
    await delay(restBetweenLooks(waitedMs, FIRST_LOOK_MS, LAST_LOOK_MS));
  }
};

/** The same where there must be something. Rejects after `patienceMs`, saying what was waited for. */
export const until = async <T>(what: string | (() => string), look: Look<T>, patienceMs = 20_000): Promise<T> => {
  const found = await within(patienceMs, look);
  if (found === undefined) throw new Error(`not within ${patienceMs} ms: ${typeof what === 'string' ? what : what()}`);
  return found;
};
