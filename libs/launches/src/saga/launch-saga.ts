import type { LaunchSagaParts } from './launch-saga.parts.js';
import { LaunchActivity } from './scheduling/launch-activity.js';

/**
 * Keeps the runtime doing what the log says, of those launches whose shards this process holds. It remembers nothing that matters:
 * killed at any instruction, whoever has its shards next converges.
 */
export class LaunchSaga {
  private readonly ending = new AbortController();
  private acting: Promise<void> = Promise.resolve();

  constructor(private readonly parts: LaunchSagaParts) {}

  /** Returns at once; what fails is tried again until `stop()`. */
  start(): void {
    this.acting = this.parts.lease.whileHeld(
      ({ shards, signal }) => new LaunchActivity(this.parts, shards).run(signal),
      this.ending.signal,
    );
  }

  /** Takes up nothing more and resolves when the steps that were begun are done. Sessions go on. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.acting;
  }
}
