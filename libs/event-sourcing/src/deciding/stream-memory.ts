import type { Event, Recorded } from '../events/event.js';
import type { EventStore } from '../events/event-store.js';
import type { Evolver } from './decider.js';
import { advance, type KnownStream, unwritten } from './stream-state.js';

const endOf = (events: readonly Recorded[]): bigint => events.at(-1)?.revision ?? -1n;

/** One stream's state as it was known last; asked again, the store tells only what is new since. */
export class StreamMemory<State> {
  private known_: KnownStream<State> | undefined;
  /** Up to this revision no append is known in part: it was read, or written by who remembers. */
  private whole = -1n;
  private running: Promise<KnownStream<State>> | undefined;
  private next: Promise<KnownStream<State>> | undefined;
  /** By the log, while a read was under way: its answer may be older. */
  private delivered: Recorded[] = [];

  constructor(
    private readonly store: Pick<EventStore, 'read'>,
    private readonly stream: string,
    readonly evolver: Evolver<State, Event>,
  ) {}

  /** Undefined before it was read. */
  get known(): KnownStream<State> | undefined {
    return this.known_;
  }

  /** Followed event by event, it may know the first events of an append alone. */
  get isWhole(): boolean {
    return (this.known_?.revision ?? -1n) <= this.whole;
  }

  /** That an append ends there. */
  written(revision: bigint): void {
    if (revision > this.whole) this.whole = revision;
  }

  /**
   * As the store says now. Who asks while a read is under way shares the one after it with all others: the one that is under way may
   * have begun before what they know of was written.
   */
  now(): Promise<KnownStream<State>> {
    if (this.running === undefined) return this.begin();
    const begin = (): Promise<KnownStream<State>> => {
      this.next = undefined;
      return this.begin();
    };
    this.next ??= this.running.then(begin, begin);
    return this.next;
  }

  /** An event that was delivered by the log: it is known then, if it is the next one. */
  take(event: Recorded): void {
    if (this.running !== undefined) this.delivered.push(event);
    this.follow(event);
  }

  private follow(event: Recorded): void {
    if (this.known_?.revision === event.revision - 1n) this.known_ = advance(this.known_, this.evolver, [event]);
  }

  private begin(): Promise<KnownStream<State>> {
    this.delivered = [];
    const reading = this.read();
    this.running = reading;
    const ended = (): void => {
      if (this.running === reading) this.running = undefined;
    };
    reading.then(ended, ended);
    return reading;
  }

  /** From the last known event on, that one included: so a stream that was deleted or comes from a restored backup is noticed. */
  private async read(): Promise<KnownStream<State>> {
    const before = this.known_;
    if (before?.last === undefined) return this.readAll();
    const [again, ...since] = await this.store.read(this.stream, { from: before.revision });
    if (again?.id !== before.last.id || again.at !== before.last.at) return this.readAll();
    this.written(endOf([again, ...since]));
    // the log may have delivered some of them meanwhile
    const known = this.known_ ?? before;
    this.known_ = advance(
      known,
      this.evolver,
      since.filter(({ revision }) => revision > known.revision),
    );
    return this.known_;
  }

  private async readAll(): Promise<KnownStream<State>> {
    const events = await this.store.read(this.stream);
    this.whole = endOf(events);
    this.known_ = advance(unwritten(this.evolver), this.evolver, events);
    for (const event of this.delivered) this.follow(event);
    return this.known_;
  }
}
