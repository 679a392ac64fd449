import { type Log, silentLog } from '../supervising/log.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { answeredWithin } from './answered-within.js';
import { LeaseLapsedError } from './lease-lapsed-error.js';
import { untilBeat } from './until-beat.js';

/** One of those who hold a lease together. */
export interface LeaseMember {
  /** Of its process alone, among those that live: a standalone's is the same again once it is started anew. */
  readonly id: string;
  /** Grows with every sign of life of it. */
  readonly beat: bigint;
  /** Its part of the work, which nobody else does. */
  readonly shards: readonly number[];
}

/** Who acts, for how long already, and under which number. An empty owner: nobody, it was given up. */
export interface LeaseRecord {
  readonly owner: string;
  /** Grows with every change of owner. */
  readonly epoch: bigint;
  /** Grows with every sign of life. */
  readonly beat: bigint;
  /** Who holds it together with others; undefined: its owner holds it alone. */
  readonly members?: readonly LeaseMember[] | undefined;
}

/** Where leases are kept, one record a name. */
export interface LeaseStore {
  readLease(name: string): Promise<LeaseRecord | undefined>;
  /** Compare-and-set: false where the stored record is not `from`. */
  writeLease(name: string, from: LeaseRecord | undefined, to: LeaseRecord): Promise<boolean>;
}

export interface LeaseOptions {
  readonly store: LeaseStore;
  readonly name: string;
  /** Unique to this process. */
  readonly owner: string;
  /** After this long without a sign of life another one takes over; 10 s. The holder stops acting after half of it. */
  readonly ttlMs?: number | undefined;
  readonly timing?: Timing;
  readonly log?: Log;
}

export interface Held {
  readonly epoch: bigint;
  /** Aborts when the lease is lost, or may be: act no more. */
  readonly signal: AbortSignal;
}

interface Holding {
  record: LeaseRecord;
  /** Start of the last successful beat, on this process's own clock. */
  beatAt: number;
}

const isFree = (record: LeaseRecord | undefined, owner: string): boolean =>
  record === undefined || record.owner === '' || record.owner === owner;

const keyOf = (record: LeaseRecord | undefined): string =>
  record === undefined ? 'none' : `${record.owner} ${String(record.epoch)} ${String(record.beat)}`;

/** Read anew after an await. */
const isAborted = (signal: AbortSignal): boolean => signal.aborted;

/**
 * One active worker: whoever holds the lease acts, the others stand by. No clocks are compared: who watches takes over when,
 * on its own monotonic clock, the record has not moved for a whole TTL; who holds acts only within half a TTL of the start of
 * its last successful beat.
 */
export class Lease {
  private readonly ttlMs: number;
  private readonly timing: Timing;
  private readonly log: Log;
  private holding: Holding | undefined;
  private isAskedFor = false;
  /** The greatest epoch that others are known to have acted under. */
  private surpassed = -1n;

  constructor(private readonly options: LeaseOptions) {
    this.ttlMs = options.ttlMs ?? 10_000;
    this.timing = options.timing ?? systemTiming;
    this.log = options.log ?? silentLog;
  }

  /**
   * The number under which this process may act right now: it holds the lease and was heard recently enough. Undefined: it may
   * not. Ask before each step that only one may take, and pass it to whatever refuses an older one.
   */
  epoch(): bigint | undefined {
    const { holding } = this;
    const isHeard = holding !== undefined && this.timing.now() - holding.beatAt < this.ttlMs / 2;
    return isHeard && holding.record.epoch > this.surpassed ? holding.record.epoch : undefined;
  }

  /** Before each step that is right only as long as nobody else acts: a process that stood still knows it before its signal does. Throws LeaseLapsedError. */
  assertHeld(): void {
    if (this.epoch() === undefined)
      throw new LeaseLapsedError(`this process does not hold the lease ${this.options.name}`);
  }

  /**
   * Somebody has acted under this epoch. Where a later holder did, this one is about to lose the lease; where the store lost its
   * records and counts from the beginning, the next beat goes on above it. Until then this process may not act.
   */
  surpass(epoch: bigint): void {
    if (epoch > this.surpassed) this.surpassed = epoch;
  }

  /** Whether this process holds it or stands by for it: of what is switched off it does neither. */
  get isWanted(): boolean {
    return this.isAskedFor;
  }

  /**
   * Does the work while the lease is held, again each time it is got, until the signal aborts. Nobody else gets it before what was begun by then
   * is done, so that they do not undo each other's. Never rejects.
   */
  async whileHeld(work: (held: Held) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.isAskedFor = true;
    while (!signal.aborted) {
      const acquired = await this.acquire(signal);
      if (acquired !== undefined) await this.hold(acquired, work, signal);
    }
  }

  /** Undefined when the signal aborted first. */
  private async acquire(signal: AbortSignal): Promise<Holding | undefined> {
    let seen = 'nothing yet';
    let since = this.timing.now();
    for (; !isAborted(signal); await this.timing.sleep(this.untilBeat, signal)) {
      const started = this.timing.now();
      const current = await this.attempt((store, name) => store.readLease(name));
      if (current === undefined) continue;
      if (keyOf(current.value) !== seen) [seen, since] = [keyOf(current.value), started];
      if (!isFree(current.value, this.options.owner) && this.timing.now() - since < this.ttlMs) continue;
      const record = await this.take(current.value);
      if (record !== undefined) return { record, beatAt: started };
    }
    return undefined;
  }

  private async take(current: LeaseRecord | undefined): Promise<LeaseRecord | undefined> {
    const known = current?.epoch ?? 0n;
    const epoch = (known > this.surpassed ? known : this.surpassed) + 1n;
    const record = { owner: this.options.owner, epoch, beat: 0n };
    const won = await this.attempt((store, name) => store.writeLease(name, current, record));
    return won?.value === true ? record : undefined;
  }

  private async hold(holding: Holding, work: (held: Held) => Promise<void>, signal: AbortSignal): Promise<void> {
    const { epoch } = holding.record;
    const fields = { lease: this.options.name, epoch: String(epoch) };
    const lost = new AbortController();
    const done = new AbortController();
    this.holding = holding;
    this.log.info(fields, 'lease acquired');
    const beating = this.keepBeating(holding, done.signal, lost);
    try {
      // who was told to end while the lease came begins nothing, and gives it up at once
      if (!isAborted(signal)) await work({ epoch, signal: AbortSignal.any([signal, lost.signal]) });
    } catch (error) {
      this.log.error({ ...fields, err: error }, 'work under the lease failed');
    } finally {
      this.holding = undefined;
      done.abort();
    }
    await beating;
    if (lost.signal.aborted) this.log.warn(fields, 'lease lost');
    else await this.attempt((store, name) => store.writeLease(name, holding.record, { ...holding.record, owner: '' }));
    // Work that ends by itself must not turn into a busy loop; whoever stands by gets its turn.
    await this.timing.sleep(this.ttlMs / 4, signal);
  }

  /** Until told to stop, or until the lease is lost: another one's, or no beat for half a TTL. */
  private async keepBeating(holding: Holding, stop: AbortSignal, lost: AbortController): Promise<void> {
    for (;;) {
      await this.timing.sleep(this.untilBeat, stop);
      if (isAborted(stop)) return;
      const started = this.timing.now();
      const left = holding.beatAt + this.ttlMs / 2 - started;
      const next = this.nextBeat(holding.record);
      const beaten = await answeredWithin(left, this.beat(holding.record, next), this.timing);
      if (beaten === true) {
        holding.record = next;
        holding.beatAt = started;
      } else if (beaten === false || this.timing.now() - holding.beatAt >= this.ttlMs / 2) {
        this.holding = undefined;
        lost.abort();
        return;
      }
    }
  }

  private get untilBeat(): number {
    return untilBeat(this.ttlMs, this.timing.now());
  }

  private nextBeat({ owner, epoch, beat }: LeaseRecord): LeaseRecord {
    return { owner, epoch: epoch > this.surpassed ? epoch : this.surpassed + 1n, beat: beat + 1n };
  }

  /** Undefined: unknown. Of a beat whose answer got lost, the next one finds the record moved by its own owner. */
  private async beat(from: LeaseRecord, to: LeaseRecord): Promise<boolean | undefined> {
    const beaten = await this.attempt(async (store, name) => {
      if (await store.writeLease(name, from, to)) return true;
      const current = await store.readLease(name);
      if (keyOf(current) === keyOf(to)) return true;
      const isOurs = current?.owner === from.owner && current.epoch === from.epoch;
      return isOurs && (await store.writeLease(name, current, to));
    });
    return beaten?.value;
  }

  /** Undefined where the store could not be asked. */
  private async attempt<T>(ask: (store: LeaseStore, name: string) => Promise<T>): Promise<{ value: T } | undefined> {
    const { store, name } = this.options;
    try {
      return { value: await ask(store, name) };
    } catch (error) {
      this.log.warn({ lease: name, err: error }, 'lease store unreachable');
      return undefined;
    }
  }
}
