import type { Timing } from '../supervising/timing.js';

/** The answer, or undefined where it takes longer: a store that hangs must not keep a holder acting. */
export const answeredWithin = async <T>(ms: number, answer: Promise<T>, timing: Timing): Promise<T | undefined> => {
  const answered = new AbortController();
  const timeOut = timing.sleep(Math.max(ms, 0), answered.signal).then(() => undefined);
  try {
    return await Promise.race([answer, timeOut]);
  } finally {
    answered.abort();
  }
};
