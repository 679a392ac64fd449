import { useCallback, useRef, useState } from 'react';
import { problemWords } from '../api/problem.js';

export interface Command {
  readonly isRunning: boolean;
  readonly problem: string | undefined;
  /** One at a time: a second click on the same is ignored. Resolves to whether it worked. */
  readonly run: (work: () => Promise<void>) => Promise<boolean>;
  readonly clear: () => void;
}

/** Something the person asked for: that it is under way, and why it was refused. */
export const useCommand = (): Command => {
  const [isRunning, setRunning] = useState(false);
  const [problem, setProblem] = useState<string>();
  const running = useRef(false);
  const run = useCallback(async (work: () => Promise<void>): Promise<boolean> => {
    if (running.current) return false;
    running.current = true;
    setRunning(true);
    setProblem(undefined);
    try {
      await work();
      return true;
    } catch (error) {
      setProblem(problemWords(error));
      return false;
    } finally {
      running.current = false;
      setRunning(false);
    }
  }, []);
  return { isRunning, problem, run, clear: useCallback(() => setProblem(undefined), []) };
};
