import { restBetweenLooks } from './rest-between-looks.js';

const FIRST_LOOK_MS = 2;
const LAST_LOOK_MS = 100;

/** Waits for a condition instead of a time. Rejects after `timeoutMs`, saying what was waited for. */
export const until = async (
  what: string,
  condition: () => boolean | Promise<boolean>,
  timeoutMs = 20_000,
): Promise<void> => {
  const begun = performance.now();
  while (!(await condition())) {
    const waitedMs = performance.now() - begun;
    if (waitedMs > timeoutMs) throw new Error(`waited ${timeoutMs} ms in vain until ${what}`);
    const restMs = restBetweenLooks(waitedMs, FIRST_LOOK_MS, LAST_LOOK_MS);
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};
