import type { EventStore, LogMessage } from '#libs/event-sourcing';
import { LiveLog } from './live-log.js';

interface Following {
  readonly after: bigint | undefined;
  readonly signal: AbortSignal;
}

/**
 * The same store, where those who follow the log share one subscription once they are at its end: a process has several, and
 * decoding each event for each of them would cost most of what following costs. Each catches up by a subscription of its own, and
 * does so again when it takes so slowly that the newest messages have passed it by.
 */
export const shareFollowing = (store: EventStore): EventStore => {
  let live: LiveLog | undefined;

  /** The one that runs, or a new one. */
  const liveFrom = (start: bigint): LiveLog => {
    if (live !== undefined) return live;
    const begun = new LiveLog(store, start, () => {
      if (live === begun) live = undefined;
    });
    live = begun;
    return begun;
  };

  /** Up to the log's end, as it was after this began; returns how far that is. */
  async function* catchUp(after: bigint, signal: AbortSignal): AsyncGenerator<LogMessage, bigint> {
    let position = after;
    for await (const message of store.follow({ after: position, signal })) {
      yield message;
      if (message.kind === 'caughtUp') return position;
      position = message.kind === 'event' ? message.event.position : message.position;
    }
    return position;
  }

  async function* follow({ after = 0n, signal }: Following): AsyncGenerator<LogMessage> {
    let position = after;
    while (!signal.aborted) {
      const covered = live?.start ?? 0n;
      position = yield* catchUp(position, signal);
      if (aborted(signal)) return;
      // the end that was reached lies behind where the live log began, though no message may have said so
      if (covered > position) position = covered;
      const joined = liveFrom(position);
      if (position >= joined.start) position = yield* joined.from(position, signal);
    }
  }

  return {
    read: (stream, options) => store.read(stream, options),
    append: (stream, expected, events, options) => store.append(stream, expected, events, options),
    follow,
    head: () => store.head(),
    identity: () => store.identity(),
    close: async () => {
      live?.end();
      await store.close();
    },
  };
};

/** Read anew each time, since awaits lie between. */
const aborted = (signal: AbortSignal): boolean => signal.aborted;
