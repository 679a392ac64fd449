import { ageOfAnchor, logAnchorsStream } from '#libs/audit';
import type { EventStore, Recorded } from '#libs/event-sourcing';

/** For how long what has happened is held by no anchor. */
export class AnchorAge {
  private newest: Recorded | undefined;

  constructor(private readonly log: Pick<EventStore, 'read' | 'head'>) {}

  /** Since the newest anchor; 0 while nothing has happened since, undefined while there is none. */
  async seconds(now: Date): Promise<number | undefined> {
    const from = this.newest === undefined ? 0n : this.newest.revision + 1n;
    this.newest = (await this.log.read(logAnchorsStream, { from })).at(-1) ?? this.newest;
    if (this.newest === undefined) return undefined;
    const isIdle = (await this.log.head()) <= this.newest.position;
    return isIdle ? 0 : ageOfAnchor(this.newest, now) / 1000;
  }
}
