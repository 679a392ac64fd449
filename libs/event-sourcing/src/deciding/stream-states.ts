import { LRUCache } from 'lru-cache';
import type { Event, Recorded } from '../events/event.js';
import type { EventStore } from '../events/event-store.js';
import type { Timing } from '../supervising/timing.js';
import type { Evolver } from './decider.js';
import { FollowedWrites } from './followed-writes.js';
import { StreamMemory } from './stream-memory.js';
import type { KnownStream, StreamReader, StreamState } from './stream-state.js';

/** Of one stream, by different evolvers. */
type Memories = readonly {
  readonly evolver: object;
  readonly known: StreamState<unknown> | undefined;
  take(event: Recorded): void;
  written(revision: bigint): void;
}[];

const lengthOf = (memories: Memories): number =>
  memories.reduce((sum, { known }) => sum + Number(known?.revision ?? 0n) + 1, 1);

/** By steps of 32 events. */
const isHeavier = (known: StreamState<unknown> | undefined, before: StreamState<unknown> | undefined): boolean =>
  known !== before && (before === undefined || (known?.revision ?? 0n) >> 5n !== before.revision >> 5n);

/**
 * The streams that were asked for last, folded: a decision needs a stream's state and not its events, and the streams that are decided
 * on most are the long ones. States are shared among all who ask: do not change them.
 */
export class StreamStates implements StreamReader {
  private readonly remembered: LRUCache<string, Memories>;
  private readonly writes = new FollowedWrites();

  /**
   * @param capacity events of which states are kept, at most: a state and the ids of its commands grow with them, by about a
   *   hundred bytes each. The longest stream of all is kept however long it is.
   */
  constructor(
    readonly store: Pick<EventStore, 'read' | 'append'>,
    capacity = 100_000,
  ) {
    this.remembered = new LRUCache({
      maxSize: capacity,
      sizeCalculation: (memories) => Math.min(lengthOf(memories), capacity),
    });
  }

  /** As the store says now: everything that was written before the call is in it. */
  async of<State, E extends Event>(stream: string, evolver: Evolver<State, E>): Promise<KnownStream<State>> {
    const memories = this.remembered.get(stream) ?? [];
    const memory = this.memory(memories, evolver) ?? this.remember(stream, memories, evolver);
    const before = memory.known;
    const known = await memory.now();
    if (isHeavier(known, before)) this.weighAgain(stream);
    return known;
  }

  /** As it was known last, without asking; undefined where nothing is. Somebody else may have written since. */
  known<State, E extends Event>(stream: string, evolver: Evolver<State, E>): KnownStream<State> | undefined {
    return this.memory(this.remembered.get(stream) ?? [], evolver)?.known;
  }

  /** Whether what is known of it ends with an append, and not within one. */
  isWhole<State, E extends Event>(stream: string, evolver: Evolver<State, E>): boolean {
    return this.memory(this.remembered.get(stream) ?? [], evolver)?.isWhole === true;
  }

  /** An append to it ended with that revision. */
  written(stream: string, revision: bigint): void {
    for (const memory of this.remembered.peek(stream) ?? []) memory.written(revision);
  }

  /**
   * An event that was followed in the log: a state that it is the next event of knows it, and need not ask for it. Others are left
   * alone, so that events may come late, twice or with gaps.
   */
  take(event: Recorded): void {
    for (const memory of this.remembered.peek(event.stream) ?? []) {
      const before = memory.known;
      memory.take(event);
      if (isHeavier(memory.known, before)) this.weighAgain(event.stream);
    }
    this.writes.take(event);
  }

  /** Resolves when the log has brought what this process wrote there, or when that is not to be waited for; see what is `known` then. */
  untilFollowed(position: bigint, timing: Timing): Promise<void> {
    return this.writes.until(position, timing);
  }

  private remember<State, E extends Event>(
    stream: string,
    memories: Memories,
    evolver: Evolver<State, E>,
  ): StreamMemory<State> {
    const memory = new StreamMemory<State>(this.store, stream, evolver as unknown as Evolver<State, Event>);
    this.remembered.set(stream, [...memories, memory]);
    return memory;
  }

  /** The cache weighs only what is another object than before. */
  private weighAgain(stream: string): void {
    const memories = this.remembered.peek(stream);
    if (memories !== undefined) this.remembered.set(stream, [...memories]);
  }

  private memory<State, E extends Event>(
    memories: Memories,
    evolver: Evolver<State, E>,
  ): StreamMemory<State> | undefined {
    const found: unknown = memories.find((memory) => memory.evolver === evolver);
    return found as StreamMemory<State> | undefined;
  }
}
