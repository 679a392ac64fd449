import type { OnApplicationBootstrap, OnApplicationShutdown } from '@nestjs/common';
import type { Held, Lease } from '#libs/event-sourcing';
import { leaseStateOf } from './lease-state-of.js';

/** Work of which one worker does its share: under its lease, from the application's start to its end. */
export abstract class LeasedTask implements OnApplicationBootstrap, OnApplicationShutdown {
  private readonly ending = new AbortController();
  private working: Promise<void> | undefined;

  constructor(private readonly lease: Lease) {}

  onApplicationBootstrap(): void {
    this.working = this.lease.whileHeld((held) => this.work(held), this.ending.signal);
  }

  async onApplicationShutdown(): Promise<void> {
    this.ending.abort();
    await this.working;
  }

  protected get leaseState(): string {
    return leaseStateOf(this.lease);
  }

  /** Resolves when the signal has aborted and what was begun is done. */
  protected abstract work(held: Held): Promise<void>;
}
