import type { EventStore, Recorded } from '#libs/event-sourcing';
import { inboxStream } from '../inbox.js';

const PAGE = 500;

/** What happened in inboxes, read from their streams. */
export class InboxPast {
  constructor(private readonly store: Pick<EventStore, 'read'>) {}

  /** In log order what is after `after`, exclusive, and not after `upTo`; a page in memory at a time. */
  async *pages(userId: string, after: bigint, upTo: bigint): AsyncGenerator<readonly Recorded[]> {
    const stream = inboxStream(userId);
    for (let from = await this.firstAfter(stream, after); ; from += BigInt(PAGE)) {
      const page = await this.store.read(stream, { from, maxCount: PAGE });
      const wanted = page.filter(({ position }) => position <= upTo);
      yield wanted;
      if (wanted.length < PAGE) return;
    }
  }

  /** Positions grow with revisions, so it is searched for: who resumes does not read again what they have heard. */
  private async firstAfter(stream: string, after: bigint): Promise<bigint> {
    if (after === 0n) return 0n;
    let [low, high] = [0n, 1n];
    for (; !(await this.isAfter(stream, high, after)); high *= 2n) low = high + 1n;
    while (low < high) {
      const middle = (low + high) / 2n;
      if (await this.isAfter(stream, middle, after)) high = middle;
      else low = middle + 1n;
    }
    return low;
  }

  /** So is what does not exist yet. */
  private async isAfter(stream: string, revision: bigint, after: bigint): Promise<boolean> {
    const [event] = await this.store.read(stream, { from: revision, maxCount: 1 });
    return event === undefined || event.position > after;
  }
}
