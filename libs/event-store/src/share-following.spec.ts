import { describe, expect, test } from 'vitest';
import { type EventStore, EventStoreUnavailableError, type LogMessage } from '#libs/event-sourcing';
import { createMemoryEventStore, until } from '#libs/event-sourcing/testing';
import { contractRegistry, counted, countUp, newStream, numbersOf } from './contract-events.js';
import { shareFollowing } from './share-following.js';

/** A store, and how many subscriptions of it are open. */
const world = () => {
  const memory = createMemoryEventStore(contractRegistry);
  const subscriptions = { open: 0, opened: 0 };
  const follow: EventStore['follow'] = async function* (following) {
    subscriptions.open += 1;
    subscriptions.opened += 1;
    try {
      yield* memory.follow(following);
    } finally {
      subscriptions.open -= 1;
    }
  };
  const watched: EventStore = {
    read: (...read) => memory.read(...read),
    append: (...append) => memory.append(...append),
    follow,
    head: () => memory.head(),
    identity: () => memory.identity(),
    close: () => memory.close(),
  };
  return { memory, subscriptions, store: shareFollowing(watched) };
};

class Follower {
  readonly messages: LogMessage[] = [];
  readonly hangUp = new AbortController();
  readonly ended: Promise<unknown>;

  constructor(store: EventStore, after?: bigint, pause: () => Promise<void> = () => Promise.resolve()) {
    this.ended = this.run(store, after, pause);
  }

  get isCaughtUp(): boolean {
    return this.messages.some(({ kind }) => kind === 'caughtUp');
  }

  /** What the following threw, if anything. */
  private async run(store: EventStore, after: bigint | undefined, pause: () => Promise<void>): Promise<unknown> {
    try {
      for await (const message of store.follow({ after, signal: this.hangUp.signal })) {
        this.messages.push(message);
        await pause();
      }
      return undefined;
    } catch (error) {
      return error;
    }
  }
}

const upTo = (count: number): number[] => Array.from({ length: count }, (_, n) => n);

describe('following the log together', () => {
  test('those who are at its end share one subscription, and all of them see everything in order', async () => {
    const { store, subscriptions } = world();
    const stream = newStream();
    await store.append(stream, 'no_stream', countUp(5));
    const followers = [new Follower(store), new Follower(store), new Follower(store)];
    await until('all are caught up', () => followers.every((follower) => follower.isCaughtUp));
    await store.append(stream, 4n, [counted(5)]);
    const late = new Follower(store);
    await until('they share', () => late.isCaughtUp && subscriptions.open === 1);
    await store.append(stream, 5n, [counted(6)]);
    for (const follower of [...followers, late]) {
      await until('it is there', () => numbersOf(follower.messages, stream).length === 7);
      expect(numbersOf(follower.messages, stream)).toEqual(upTo(7));
      follower.hangUp.abort();
      expect(await follower.ended).toBeUndefined();
    }
    await until('nothing is left open', () => subscriptions.open === 0);
  });

  test('says that it has caught up only after everything that was there when it was asked for', async () => {
    const { store, memory } = world();
    const stream = newStream();
    const first = new Follower(store);
    await until('the live log runs', () => first.isCaughtUp);
    const { position } = await memory.append(stream, 'no_stream', countUp(2));
    await memory.append(stream, 1n, [counted(2)]);
    const second = new Follower(store, position);
    await until('it is caught up', () => second.isCaughtUp);
    expect(numbersOf(second.messages, stream)).toEqual([2]);
    for (const follower of [first, second]) follower.hangUp.abort();
  });

  test('misses and repeats nothing while others write, wherever it begins', async () => {
    const { store, memory } = world();
    const stream = newStream();
    const followers: Follower[] = [];
    for (let n = 0; n < 200; n += 1) {
      await memory.append(stream, n === 0 ? 'no_stream' : BigInt(n - 1), [counted(n)]);
      if (n % 20 === 0) followers.push(new Follower(store, n % 40 === 0 ? undefined : await memory.head()));
    }
    for (const [index, follower] of followers.entries()) {
      const begun = index % 2 === 0 ? 0 : index * 20 + 1;
      await until('all are there', () => numbersOf(follower.messages, stream).at(-1) === 199);
      expect(numbersOf(follower.messages, stream)).toEqual(upTo(200).slice(begun));
      follower.hangUp.abort();
    }
  });

  test('one that is left behind by the newest messages catches up on its own and joins again', async () => {
    const { store, memory, subscriptions } = world();
    const stream = newStream();
    let go: () => void = () => undefined;
    const held = new Promise<void>((resolve) => {
      go = resolve;
    });
    const quick = new Follower(store);
    const slow: Follower = new Follower(store, undefined, () => (slow.isCaughtUp ? held : Promise.resolve()));
    await until('both are live', () => quick.isCaughtUp && slow.isCaughtUp);
    await memory.append(stream, 'no_stream', countUp(5000));
    await until('the quick one has all', () => numbersOf(quick.messages, stream).length === 5000);
    go();
    await until('the slow one has all', () => numbersOf(slow.messages, stream).length === 5000);
    expect(numbersOf(slow.messages, stream)).toEqual(upTo(5000));
    await until('they share again', () => subscriptions.open === 1);
    expect(subscriptions.opened).toBeGreaterThan(3);
    for (const follower of [quick, slow]) follower.hangUp.abort();
  });

  test('a lost connection ends everybody’s following with its error; it can be followed again at once', async () => {
    const { store, memory } = world();
    const stream = newStream();
    const followers = [new Follower(store), new Follower(store)];
    await until('both are live', () => followers.every((follower) => follower.isCaughtUp));
    await memory.append(stream, 'no_stream', countUp(3));
    await until('all is told', () => followers.every(({ messages }) => numbersOf(messages, stream).length === 3));
    memory.disconnect();
    for (const { ended } of followers) expect(await ended).toBeInstanceOf(EventStoreUnavailableError);
    const again = new Follower(store, (await memory.head()) - 100n);
    await until('it resumes', () => numbersOf(again.messages, stream).length === 1);
    again.hangUp.abort();
    expect(await again.ended).toBeUndefined();
  });

  test('closing the store ends everybody', async () => {
    const { store, subscriptions } = world();
    const followers = [new Follower(store), new Follower(store)];
    await until('both are live', () => followers.every((follower) => follower.isCaughtUp));
    await store.close();
    expect(subscriptions.open).toBe(0);
    for (const { ended } of followers) expect(await ended).toBeInstanceOf(EventStoreUnavailableError);
  });

  test('one that comes from further on than the log goes takes nothing from the others, as after a restored backup', async () => {
    const { store, memory } = world();
    const stream = newStream();
    await memory.append(stream, 'no_stream', countUp(3));
    const ahead = new Follower(store, 600n);
    await until('it is live', () => ahead.isCaughtUp);
    const other = new Follower(store, 300n);
    await until('it is live', () => other.isCaughtUp);
    for (let n = 3; n < 8; n += 1) await memory.append(stream, BigInt(n - 1), [counted(n)]);
    await until('all is told', () => numbersOf(other.messages, stream).at(-1) === 7);
    expect(numbersOf(other.messages, stream)).toEqual([3, 4, 5, 6, 7]);
    expect(numbersOf(ahead.messages, stream)).toEqual([6, 7]);
    for (const follower of [ahead, other]) follower.hangUp.abort();
  });

  test('who leaves by an error of his own or by a break leaves nothing open, and nobody else is troubled', async () => {
    const { store, memory, subscriptions } = world();
    const stream = newStream();
    const stays = new Follower(store);
    const fails: Follower = new Follower(store, undefined, () =>
      fails.messages.some(({ kind }) => kind === 'event') ? Promise.reject(new Error('mine')) : Promise.resolve(),
    );
    const breaks = (async () => {
      for await (const { kind } of store.follow({ after: undefined, signal: new AbortController().signal }))
        if (kind === 'event') return;
    })();
    await until('all are live', () => stays.isCaughtUp && fails.isCaughtUp);
    await memory.append(stream, 'no_stream', countUp(2));
    expect(await fails.ended).toEqual(new Error('mine'));
    await breaks;
    await until('the other goes on', () => numbersOf(stays.messages, stream).length === 2);
    stays.hangUp.abort();
    await stays.ended;
    expect(subscriptions.open).toBe(0);
  });

  test('one that joins while the last one leaves follows nevertheless', async () => {
    const { store, memory, subscriptions } = world();
    const stream = newStream();
    let last = new Follower(store);
    for (let n = 0; n < 20; n += 1) {
      await until('it is live', () => last.isCaughtUp);
      const next = new Follower(store, await memory.head());
      last.hangUp.abort();
      await memory.append(stream, n === 0 ? 'no_stream' : BigInt(n - 1), [counted(n)]);
      await until('it is told', () => numbersOf(next.messages, stream).join() === String(n));
      await last.ended;
      last = next;
    }
    last.hangUp.abort();
    await last.ended;
    expect(subscriptions.open).toBe(0);
  });
});
