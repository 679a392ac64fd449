import { type EventStore, type LogMessage, positionOf } from '#libs/event-sourcing';
import { LiveLog } from './live-log.js';

interface Following {
  readonly after: bigint | undefined;
  readonly signal: AbortSignal;
}

/**
 * The same store, where those who follow the log share one subscription once they are at its end: a process has several, and
 * decoding each event for each of them would cost most of what following costs. Each catches up by a subscription of its own, and
 * does so again when it takes so slowly that the newest messages have passed it by. Between the two nothing is delivered for a
 * moment, and nothing is lost.
 */
export const shareFollowing = (store: EventStore): EventStore => {
  let live: LiveLog | undefined;
  /** The live one, and those before it that are still closing. */
  const open = new Set<LiveLog>();

  /** The one that runs, or a new one. */
  const liveFrom = (start: bigint): LiveLog => {
    if (live !== undefined) return live;
    const begun = new LiveLog(store, start, () => {
      if (live === begun) live = undefined;
    });
    live = begun;
    open.add(begun);
    void begun.closed.then(() => open.delete(begun));
    return begun;
  };

  /**
   * Until it has been at the log's end and no live log begins later than what it has seen; returns how far it came. Being at
   * the end alone is not enough: another follower may have come from further on, as after a restored backup.
   */
  async function* catchUp(after: bigint, signal: AbortSignal): AsyncGenerator<LogMessage, bigint> {
    let position = after;
    let wasAtEnd = false;
    for await (const message of store.follow({ after: position, signal })) {
      yield message;
      wasAtEnd ||= message.kind === 'caughtUp';
      position = positionOf(message) ?? position;
      if (wasAtEnd && position >= (live?.start ?? 0n)) break;
    }
    return position;
  }

  async function* follow({ after = 0n, signal }: Following): AsyncGenerator<LogMessage> {
    let position = after;
    while (!signal.aborted) {
      position = yield* catchUp(position, signal);
      // read anew: awaits lie between
      if ((signal as { aborted: boolean }).aborted) return;
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
      await Promise.all([...open].map((log) => log.end()));
      await store.close();
    },
  };
};
