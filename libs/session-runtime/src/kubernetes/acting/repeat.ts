import { setTimeout as delay } from 'node:timers/promises';

export interface Repetition {
  readonly everyMs: number;
  /** Ends it; what was begun is finished. */
  readonly signal: AbortSignal;
  readonly onError: (error: unknown) => void;
}

/** Does it again and again, with a pause before each; a failure is reported and costs nothing else. */
export const repeat = async ({ everyMs, signal, onError }: Repetition, work: () => Promise<void>): Promise<void> => {
  const pause = (): Promise<boolean> =>
    delay(everyMs, undefined, { signal, ref: false }).then(
      () => true,
      () => false,
    );
  while (await pause()) await work().catch(onError);
};
