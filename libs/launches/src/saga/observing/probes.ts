import type { Log, Timing } from '#libs/event-sourcing';
import type { RunKey } from '#libs/session-runtime';
import { WorkQueue } from '../scheduling/work-queue.js';

export interface ProbesOptions {
  /** Whether this very run answers. A rejection counts as false. */
  readonly probe: (run: RunKey) => Promise<boolean>;
  /** Probes at the same time: each is one request, most of whose time is waiting. */
  readonly concurrency: number;
  readonly onAnswer: (launchId: string) => void;
  readonly timing: Timing;
  readonly log: Log;
}

/** Whether runs answer, found out beside whoever wants to know it. */
export class Probes {
  private readonly asked = new Map<string, RunKey>();
  private readonly answers = new Map<string, RunKey & { readonly isGood: boolean }>();
  private readonly queue: WorkQueue;
  /** Who waits for an answer hears that it is waited for no more. */
  private readonly waiting = new Set<() => void>();

  constructor(private readonly options: ProbesOptions) {
    this.queue = new WorkQueue({
      work: (launchId) => this.probe(launchId),
      onError: (launchId, error) => options.log.error({ launchId, error }, 'launch saga: probing failed'),
      concurrency: options.concurrency,
      reserved: 0,
      backOff: { firstMs: 1_000, maxMs: 1_000 },
      timing: options.timing,
    });
  }

  /** The answer, told once. Undefined: it is being found out; `onAnswer` tells when that is done. */
  answerOf({ launchId, run }: RunKey): boolean | undefined {
    const answer = this.answers.get(launchId);
    this.answers.delete(launchId);
    if (answer?.run === run) return answer.isGood;
    this.asked.set(launchId, { launchId, run });
    this.queue.add(launchId);
    return undefined;
  }

  /** Nobody wants to know any more. */
  forget(launchId: string): void {
    this.asked.delete(launchId);
    this.answers.delete(launchId);
  }

  /** Asks nothing more. What was asked changes nothing and is not waited for. */
  stop(): Promise<void> {
    const stopped = this.queue.stop();
    for (const giveUp of this.waiting) giveUp();
    return stopped;
  }

  private async probe(launchId: string): Promise<undefined> {
    const run = this.asked.get(launchId);
    if (run === undefined) return;
    this.asked.delete(launchId);
    const isGood = await this.unlessStopped(this.isAnswering(run));
    this.answers.set(launchId, { ...run, isGood });
    this.options.onAnswer(launchId);
  }

  private async isAnswering(run: RunKey): Promise<boolean> {
    try {
      return await this.options.probe(run);
    } catch (error) {
      this.options.log.warn({ ...run, error }, 'launch saga: probe failed');
      return false;
    }
  }

  private async unlessStopped(answer: Promise<boolean>): Promise<boolean> {
    let giveUp = (): void => undefined;
    const stopped = new Promise<boolean>((resolve) => {
      giveUp = () => resolve(false);
    });
    this.waiting.add(giveUp);
    try {
      return await Promise.race([answer, stopped]);
    } finally {
      this.waiting.delete(giveUp);
    }
  }
}
