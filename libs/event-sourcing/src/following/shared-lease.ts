import { type Log, silentLog } from '../supervising/log.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { answeredWithin } from './answered-within.js';
import type { Held, LeaseOptions, LeaseRecord } from './lease.js';
import { surplusOf } from './lease-shares.js';
import { leaveLease, takeTurn } from './lease-turn.js';
import { SignsOfLife } from './signs-of-life.js';
import { untilBeat } from './until-beat.js';

export interface SharedLeaseOptions extends LeaseOptions {
  /** Into how many the work is divided: the same for all who share the lease. */
  readonly shards: number;
}

/** A part of the work, which nobody else does. */
export interface HeldShards extends Held {
  readonly shards: ReadonlySet<number>;
}

/** As the record said when this process gave its last sign of life. */
interface Share {
  readonly epoch: bigint;
  readonly shards: ReadonlySet<number>;
  /** It is to hand some over. */
  readonly isTooMuch: boolean;
}

interface Turned {
  /** Undefined: none is held now. */
  readonly share: Share | undefined;
}

interface Acting extends Share {
  /** Aborts when it has to end: its share is another one now, or is lost. */
  readonly end: AbortController;
  endAskedAt?: number;
  readonly ended: Promise<void>;
}

/** One after the other: a record that others write all the time is one that they hold. */
const MOST_ATTEMPTS = 8;

const isSame = (one: Share, other: Share): boolean =>
  one.epoch === other.epoch &&
  one.shards.size === other.shards.size &&
  [...one.shards].every((shard) => other.shards.has(shard));

/**
 * A lease that several hold together, each for its share of the work: one record under one name, of which nobody who asks for it alone
 * (an older version) gets anything meanwhile. What is true of Lease is true of a share: no clocks are compared; who was silent for a whole
 * TTL is replaced; who holds one acts within half a TTL of its last sign of life. Nobody takes a shard from who lives: they hand it over,
 * once they do nothing under the lease. All act under one epoch, which grows with each shard that changes hands; then all
 * begin anew under the greater one.
 */
export class SharedLease {
  private readonly ttlMs: number;
  private readonly timing: Timing;
  private readonly log: Log;
  private readonly signs = new SignsOfLife();
  private share: Share | undefined;
  /** Start of the last sign of life that was written. */
  private heardAt: number | undefined;
  private acting: Acting | undefined;
  private waking = new AbortController();
  private isAskedFor = false;
  private surpassed = -1n;

  constructor(private readonly options: SharedLeaseOptions) {
    this.ttlMs = options.ttlMs ?? 10_000;
    this.timing = options.timing ?? systemTiming;
    this.log = options.log ?? silentLog;
  }

  /** As of Lease, for the shards that the work was given. */
  epoch(): bigint | undefined {
    const { acting, heardAt } = this;
    const isHeard = heardAt !== undefined && this.timing.now() - heardAt < this.ttlMs / 2;
    return acting !== undefined && isHeard && acting.epoch >= this.surpassed ? acting.epoch : undefined;
  }

  /** Somebody has acted under this epoch: one of those who share it, of whom the next sign of life tells, or somebody before them. */
  surpass(epoch: bigint): void {
    if (epoch <= this.surpassed) return;
    this.surpassed = epoch;
    this.waking.abort();
  }

  /** How many shards this process may act for right now. */
  get held(): number {
    return this.epoch() === undefined ? 0 : (this.acting?.shards.size ?? 0);
  }

  get isWanted(): boolean {
    return this.isAskedFor;
  }

  /** Does the work for the share that is held, again each time that it, or the epoch, is another, until the signal aborts. Never rejects. */
  async whileHeld(work: (held: HeldShards) => Promise<void>, signal: AbortSignal): Promise<void> {
    this.isAskedFor = true;
    while (!signal.aborted) {
      const isHeard = await this.beat();
      if (this.acting === undefined && isHeard) this.begin(work, signal);
      else this.endWhatChanged();
      await this.untilNextBeat(signal);
    }
    await this.acting?.ended;
    await this.leave();
  }

  private begin(work: (held: HeldShards) => Promise<void>, signal: AbortSignal): void {
    const { share } = this;
    if (share === undefined || share.shards.size === 0 || signal.aborted) return;
    const end = new AbortController();
    const held = { epoch: share.epoch, shards: share.shards, signal: AbortSignal.any([signal, end.signal]) };
    this.log.info(this.fieldsOf(share), 'lease acquired');
    const ended = Promise.resolve()
      .then(() => work(held))
      .catch((error: unknown) => this.log.error({ ...this.fieldsOf(share), err: error }, 'work under the lease failed'))
      .then(() => {
        this.acting = undefined;
        // of its own accord: not at once again, so that it is no busy loop
        if (end.signal.aborted) this.waking.abort();
      });
    this.acting = { ...share, end, ended };
  }

  private endWhatChanged(): void {
    const { acting, share } = this;
    if (acting === undefined || (share !== undefined && isSame(acting, share) && !share.isTooMuch)) return;
    if (share === undefined && !acting.end.signal.aborted) this.log.warn(this.fieldsOf(acting), 'lease lost');
    acting.endAskedAt ??= this.timing.now();
    acting.end.abort();
  }

  /** Work that does not end for a whole TTL must not keep what it had from those who could do it. */
  private get isStuck(): boolean {
    const now = this.timing.now();
    return now - (this.acting?.endAskedAt ?? now) >= this.ttlMs;
  }

  /** Whether a sign of life was given. Of what is lost none is, until nothing is done under it any more. */
  private async beat(): Promise<boolean> {
    if (this.isStuck) this.lose();
    if (this.isEnding) return false;
    const started = this.timing.now();
    const until = (this.heardAt ?? started) + this.ttlMs / 2;
    const late = new AbortController();
    const turn = await answeredWithin(until - started, this.turn(late.signal), this.timing);
    late.abort();
    if (turn?.share !== undefined) {
      [this.share, this.heardAt] = [turn.share, started];
      return true;
    }
    if (turn !== undefined || this.timing.now() >= until) this.lose();
    return false;
  }

  private lose(): void {
    this.share = this.heardAt = undefined;
  }

  /** What it does under what it has lost has not ended yet. */
  private get isEnding(): boolean {
    return this.acting !== undefined && this.share === undefined;
  }

  /** Undefined where the store could not be asked, or whether it has written is unknown. What comes late writes nothing any more. */
  private async turn(late: AbortSignal): Promise<Turned | undefined> {
    const written = await this.change((record, at) => this.next(record, at), late);
    return written && { share: written.record && this.shareIn(written.record) };
  }

  /** What was written, if anything had to be; undefined where that is unknown, or too late. */
  private change(
    next: (record: LeaseRecord | undefined, at: number) => LeaseRecord | undefined,
    late?: AbortSignal,
  ): Promise<{ readonly record: LeaseRecord | undefined } | undefined> {
    const { store, name } = this.options;
    return this.attempt(async () => {
      for (let attempts = 0; attempts < MOST_ATTEMPTS; attempts += 1) {
        const at = this.timing.now();
        const known = await store.readLease(name);
        if (late?.aborted === true) return undefined;
        const record = next(known, at);
        if (record === undefined || (await store.writeLease(name, known, record))) return { record };
      }
      return undefined;
    });
  }

  /** Undefined: it is not shared now, or without this process, whose share was given to others. */
  private next(record: LeaseRecord | undefined, at: number): LeaseRecord | undefined {
    const { owner: id, shards } = this.options;
    this.signs.see(record, at);
    const isMember = this.share !== undefined;
    if (isMember && record?.members?.some((member) => member.id === id) !== true) return undefined;
    const silent = this.signs.silentFor(this.ttlMs, at);
    const [isIdle, { surpassed }] = [this.acting === undefined, this];
    return takeTurn(record, { id, isMember, shards, silent, isIdle, surpassed });
  }

  private shareIn({ epoch, members = [] }: LeaseRecord): Share {
    const { owner: id } = this.options;
    const own = members.find((member) => member.id === id)?.shards ?? [];
    return { epoch, shards: new Set(own), isTooMuch: surplusOf(members, id).length > 0 };
  }

  private async leave(): Promise<void> {
    this.lose();
    await this.change((record) => leaveLease(record, this.options.owner));
  }

  /** At once, where there is a reason. */
  private async untilNextBeat(signal: AbortSignal): Promise<void> {
    const { timing, ttlMs } = this;
    await timing.sleep(untilBeat(ttlMs, timing.now()), AbortSignal.any([signal, this.waking.signal]));
    if (this.waking.signal.aborted) this.waking = new AbortController();
  }

  private fieldsOf({ epoch, shards }: Share): object {
    return { lease: this.options.name, epoch: String(epoch), shards: shards.size };
  }

  /** Undefined where the store could not be asked. */
  private async attempt<T>(ask: () => Promise<T>): Promise<T | undefined> {
    try {
      return await ask();
    } catch (error) {
      this.log.warn({ lease: this.options.name, err: error }, 'lease store unreachable');
      return undefined;
    }
  }
}
