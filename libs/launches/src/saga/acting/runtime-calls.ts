import type { Timing } from '#libs/event-sourcing';

export interface RuntimeCallsOptions {
  /** Milliseconds that whoever asks waits for an answer. */
  readonly patienceMs: number;
  /** Milliseconds after which a call that was not answered is taken for lost. */
  readonly lostMs: number;
  readonly timing: Timing;
  /** A call that nobody waited for any longer was answered: what came of it is seen when one looks. */
  readonly onAnswer: (launchId: string) => void;
}

/**
 * Calls that change the runtime: one at a time for a launch, and none holds up who asks for longer than their patience. A call
 * goes on when it is waited for no more; all of them may be repeated.
 */
export class RuntimeCalls {
  private readonly unanswered = new Map<string, number>();

  constructor(private readonly options: RuntimeCallsOptions) {}

  /** False: no answer yet, be it to this call or to the one before, for which this one was not made. Rejects as the call does. */
  async make(launchId: string, call: () => Promise<void>): Promise<boolean> {
    const { timing, patienceMs, lostMs, onAnswer } = this.options;
    const since = this.unanswered.get(launchId);
    if (since !== undefined && timing.now() - since < lostMs) return false;
    const begunAt = timing.now();
    this.unanswered.set(launchId, begunAt);
    let isAwaited = true;
    const answered = new AbortController();
    const answer = call()
      .then(() => true)
      .finally(() => {
        answered.abort();
        if (this.unanswered.get(launchId) === begunAt) this.unanswered.delete(launchId);
        if (!isAwaited) onAnswer(launchId);
      });
    const outOfPatience = timing.sleep(patienceMs, answered.signal).then(() => answered.signal.aborted);
    try {
      return await Promise.race([answer, outOfPatience.then((isAnswered) => (isAnswered ? answer : false))]);
    } finally {
      isAwaited = false;
      // a late failure is found again by whoever asks next
      answer.catch(() => undefined);
    }
  }
}
