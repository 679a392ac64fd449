import type { FeedListener } from './feed-listener.js';

/**
 * What pages have, one after the other: each is read in the listener's turn, handed out no faster than they read it, and none is read
 * once nobody wants it.
 */
export async function* readPast<T>(
  pages: AsyncIterator<readonly T[]>,
  { inTurn, room }: Pick<FeedListener, 'inTurn' | 'room'>,
  isWanted: () => boolean,
): AsyncGenerator<T> {
  for (;;) {
    const page = await inTurn(() => (isWanted() ? pages.next() : undefined));
    if (page === undefined || page.done === true) return;
    for (const entry of page.value) {
      await room();
      yield entry;
    }
  }
}
