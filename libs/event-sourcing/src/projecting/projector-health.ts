import type { Progress } from './projection-run.js';
import type { ProjectorStatus } from './projector-status.js';

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Collects what a projector's status is made of. */
export class ProjectorHealth {
  private position = 0n;
  private isCaughtUp = false;
  private events = 0;
  private lastEventAt: string | undefined;
  private readonly failures = new Map<string, string>();

  /** What failed before is being done anew. */
  begun(): void {
    this.failures.clear();
  }

  failed(name: string, error: unknown): void {
    this.failures.set(name, describe(error));
  }

  worked(name: string): void {
    this.failures.delete(name);
  }

  progressed(progress: Progress): void {
    this.events += progress.events;
    if (progress.lastEventAt !== undefined) this.lastEventAt = progress.lastEventAt;
  }

  reached(position: bigint, isCaughtUp: boolean): void {
    this.position = position;
    this.isCaughtUp ||= isCaughtUp;
  }

  status(): ProjectorStatus {
    return {
      position: this.position,
      isCaughtUp: this.isCaughtUp,
      events: this.events,
      lastEventAt: this.lastEventAt,
      degraded: [...this.failures].map(([name, detail]) => ({ name, detail })),
    };
  }
}
