import type { Progress } from './projection-run.js';
import type { ProjectorStatus } from './projector-status.js';

/** What went wrong with one collection for good. */
export interface Damage {
  readonly collection: string;
  readonly broken: number;
  readonly skipped: number;
}

const sentence = ({ collection, broken, skipped }: Damage): string[] => [
  ...(broken === 0
    ? []
    : [`${collection}: ${broken} broken documents, see _broken there; fix the projection and raise its version`]),
  ...(skipped === 0
    ? []
    : [`${collection}: ${skipped} events skipped, see skipped-events; run a program that reads them and rebuild`]),
];

const describe = (error: unknown): string =>
  error instanceof Error ? `${error.name}: ${error.message}` : String(error);

/** Collects what a projector's status is made of. */
export class ProjectorHealth {
  private position = 0n;
  private isCaughtUp = false;
  private events = 0;
  private lastEventAt: string | undefined;
  private damages: readonly Damage[] = [];
  private readonly failures = new Map<string, string>();

  failed(name: string, error: unknown): void {
    this.failures.set(name, describe(error));
  }

  worked(name: string): void {
    this.failures.delete(name);
  }

  damaged(damages: readonly Damage[]): void {
    this.damages = damages;
  }

  progressed(progress: Progress): void {
    this.events += progress.events;
    if (progress.lastEventAt !== undefined) this.lastEventAt = progress.lastEventAt;
  }

  reached(position: bigint, isCaughtUp: boolean): void {
    if (position > this.position) this.position = position;
    this.isCaughtUp ||= isCaughtUp;
  }

  status(): ProjectorStatus {
    return {
      position: this.position,
      isCaughtUp: this.isCaughtUp,
      events: this.events,
      lastEventAt: this.lastEventAt,
      degraded: [
        ...[...this.failures].map(([name, failure]) => `${name}: ${failure}`),
        ...this.damages.flatMap((damage) => sentence(damage)),
      ],
    };
  }
}
