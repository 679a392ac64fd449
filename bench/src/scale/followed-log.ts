import type { LogFollower, Recorded } from '#libs/event-sourcing';

/** The log as it is followed, without a log: what is measured is what an event costs once it has arrived. */
export class FollowedLog implements LogFollower {
  position = 0n;
  readonly caughtUp = true;
  private listener: (event: Recorded) => void = () => undefined;

  attach(listener: (event: Recorded) => void): () => void {
    this.listener = listener;
    return () => undefined;
  }

  deliver(event: Omit<Recorded, 'position'>): void {
    this.position += 1n;
    this.listener({ ...event, position: this.position });
  }
}
