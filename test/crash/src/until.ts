const PAUSE_MS = 100;

/** Asks until the answer is defined, or the time is over: then the last answer is undefined. */
export const until = async <T>(answer: () => Promise<T | undefined>, timeoutMs: number): Promise<T | undefined> => {
  const deadline = performance.now() + timeoutMs;
  for (;;) {
    const found = await answer();
    if (found !== undefined || performance.now() > deadline) return found;
    await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
  }
};
