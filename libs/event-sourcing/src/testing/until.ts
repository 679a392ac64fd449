const FIRST_LOOK_MS = 2;
const LAST_LOOK_MS = 100;
/** Looks take time from what is waited for: after a long wait they are fewer. */
const REST_PER_WAITED = 0.1;

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
    const restMs = Math.min(LAST_LOOK_MS, Math.max(FIRST_LOOK_MS, waitedMs * REST_PER_WAITED));
    await new Promise((resolve) => setTimeout(resolve, restMs));
  }
};
