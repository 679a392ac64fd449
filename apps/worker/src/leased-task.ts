import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import { type Held, type Lease, supervise, systemTiming } from '#libs/event-sourcing';
import type { Condition, Logger, Problem } from '#libs/observability';
import { leaseStateOf } from './lease-state-of.js';
import { RepeatedFailures } from './repeated-failures.js';

interface Loop {
  /** In the log, and of its problem. */
  readonly name: string;
  readonly signal: AbortSignal;
  readonly log: Logger;
}

/** Work of which one worker does its share: under its lease, from the application's start to its end. */
export abstract class LeasedTask implements OnApplicationBootstrap, OnApplicationShutdown {
  /** Of its loop, or of all of them: told of what fails in it, and of a turn that went well. */
  protected readonly failures = new RepeatedFailures();
  private readonly ending = new AbortController();
  private working: Promise<void> | undefined;

  constructor(private readonly lease: Lease) {}

  onApplicationBootstrap(): void {
    this.working = this.lease.whileHeld((held) => {
      this.failures.succeeded();
      return this.work(held);
    }, this.ending.signal);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  /** Before what is decided by what was asked before: it may have changed where this process stood still meanwhile. Throws LeaseLapsedError. */
  protected assertHeld(): void {
    this.lease.assertHeld();
  }

  protected get leaseState(): string {
    return leaseStateOf(this.lease);
  }

  /** Who has lost the lease has nothing to fail at. `own`: what else is wrong with what it does. */
  protected conditionOf(name: string, own: readonly Problem[] = []): Condition {
    const repeated = this.failures.problem(name);
    const problems = repeated === undefined ? own : [...own, repeated];
    return this.lease.epoch() === undefined || problems.length === 0
      ? { status: 'up', detail: this.leaseState }
      : { status: 'degraded', problems };
  }

  /** Does the work again and again until the signal aborts. It says itself when a turn of it went well. */
  protected repeat(work: () => Promise<void>, { name, signal, log }: Loop): Promise<void> {
    const onFailure = (_: string, error: unknown): void => this.failures.failed(error);
    return supervise(work, { name, signal, log, timing: systemTiming, onFailure });
  }

  /** Resolves when the signal has aborted and what was begun is done. */
  protected abstract work(held: Held): Promise<void>;
}
