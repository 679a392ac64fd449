import { useMutation } from '@tanstack/react-query';
import { useCallback, useRef } from 'react';
import { problemWords } from '../api/problem.js';
import { Unreachable } from '../api/unreachable.js';
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
  const { live } = useServices();
  const { isPending, error, mutateAsync, reset } = useMutation({
    mutationFn: (work: () => Promise<void>) => work(),
  });
  const running = useRef(false);
  const run = useCallback(
    async (work: () => Promise<void>): Promise<boolean> => {
      if (running.current) return false;
      running.current = true;
      try {
        await mutateAsync(work);
        return true;
      } catch {
        return false;
      } finally {
        running.current = false;
      }
    },
    [mutateAsync],
  );
  // what runs is not forgotten, or its refusal would be
  const clear = useCallback(() => {
    if (!running.current) reset();
  }, [reset]);
  // that the server cannot be reached is not true any more
  const isUnreachable = error instanceof Unreachable;
  useEffect(() => live.onConnected(() => isUnreachable && clear()), [live, isUnreachable, clear]);
  return {
    isRunning: isPending,
    error: error ?? undefined,
    problem: error === null ? undefined : problemWords(error),
    run,
    clear,
  };
};
