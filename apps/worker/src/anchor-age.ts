import { ageOfAnchor, logAnchorsStream } from '#libs/audit';
import type { EventStore, Recorded } from '#libs/event-sourcing';

/** For how long what has happened is held by no anchor. */
export class AnchorAge {
  private newest: Recorded | undefined;
  private first: Recorded | undefined;

  constructor(private readonly log: Pick<EventStore, 'read' | 'head' | 'follow'>) {}

  /** Since the newest anchor, or the log's first event where there is none; 0 while nothing has happened since, undefined of an empty log. */
  async seconds(now: Date): Promise<number | undefined> {
    const from = this.newest === undefined ? 0n : this.newest.revision + 1n;
    this.newest = (await this.log.read(logAnchorsStream, { from })).at(-1) ?? this.newest;
    if (this.newest === undefined) return this.secondsSinceFirst(now);
    const isIdle = (await this.log.head()) <= this.newest.position;
    return isIdle ? 0 : ageOfAnchor(this.newest, now) / 1000;
  }

  private async secondsSinceFirst(now: Date): Promise<number | undefined> {
    this.first ??= await this.readFirst();
    return this.first === undefined ? undefined : ageOfAnchor(this.first, now) / 1000;
  }

  private async readFirst(): Promise<Recorded | undefined> {
    if ((await this.log.head()) === 0n) return undefined;
    const reading = new AbortController();
    try {
      for await (const message of this.log.follow({ after: undefined, signal: reading.signal })) {
        if (message.kind === 'event') return message.event;
        if (message.kind === 'caughtUp') break;
      }
      return undefined;
    } finally {
      reading.abort();
    }
  }
}
