import { useCallback, useRef, useState } from 'react';
import { problemWords } from '../api/problem.js';
import { useServices } from './services.js';
import { useEffect } from './use-effect.js';

export interface Command {
  readonly isRunning: boolean;
  /** What was thrown, and that in words. */
  readonly error: unknown;
  readonly problem: string | undefined;
  /** One at a time: a second click on the same is ignored. Resolves to whether it worked. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
}

/** Something the person asked for: that it is under way, and why it was refused. */
export const useCommand = (): Command => {
  const [isRunning, setRunning] = useState(false);
  const { live } = useServices();
  const [error, setError] = useState<unknown>();
  const running = useRef(false);
  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setRunning(true);
    setError(undefined);
    try {
      await work();
      return true;
    } catch (thrown) {
      setError(thrown);
      return false;
    } finally {
      running.current = false;
      setRunning(false);
    }
  }, []);
  // that the server cannot be reached is not true any more
  useEffect(
    () => live.onConnected(() => setError((before: unknown) => (before instanceof TypeError ? undefined : before))),
    [live],
  );
  const problem = error === undefined ? undefined : problemWords(error);
  return { isRunning, error, problem, run, clear: useCallback(() => setError(undefined), []) };
};
