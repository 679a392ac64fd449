import { type BackOff, backOffMs, type Log, type Timing } from '#libs/event-sourcing';
import type { Channel, Delivered } from './channel.js';
import { DeliveryFailure } from './delivery-failure.js';
import type { DocumentOutbox } from './document-outbox.js';
import { isToTypedAddress, type OutboxRow } from './outbox-row.js';

interface Parts {
  readonly outbox: DocumentOutbox;
  readonly channel: Channel;
  readonly log: Log;
  readonly timing: Timing;
  readonly now?: () => Date;
}

const LOOK_MS = 5_000;
const PURGE_MS = 60 * 60_000;
/** At once: a server takes few connections of one client. */
const CONCURRENCY = 4;
/** What could not be told for so long says nothing any more. */
const GIVE_UP_MS = 3 * 24 * 60 * 60_000;
const SERVER_BACK_OFF: BackOff = { firstMs: 30_000, maxMs: 15 * 60_000 };
/** With its pauses less than a message is claimed for. */
const MOST_FAILED_NOTES = 7;
const NOTE_BACK_OFF: BackOff = { firstMs: 500, maxMs: 10_000 };
const MESSAGE_BACK_OFF: BackOff = { firstMs: 60_000, maxMs: 6 * 60 * 60_000 };

/** Sends what is due on one channel, at least once. Where its server takes nothing, all of it waits, longer each time. */
export class OutboxDelivery {
  #failures = 0;
  #pausedUntil = 0;
  #problem: string | undefined;
  #purgeAt = 0;
  /** The first message that was refused since one was taken. */
  #refused: string | undefined;
  #takenCount = 0;
  /** Of messages that the server failed at and that are still to be told: how many it had taken by the first time. */
  readonly #failedAt = new Map<string, number>();

  constructor(private readonly parts: Parts) {}

  /** Why nothing is taken now; undefined: something is, or nobody has tried. */
  get problem(): string | undefined {
    return this.#problem;
  }

  /** Until the signal aborts. `onLooked`: after each look at what is due. */
  async run(signal: AbortSignal, onLooked: () => void = () => undefined): Promise<void> {
    const { timing } = this.parts;
    while (!signal.aborted) {
      if (timing.now() >= this.#pausedUntil) await this.sendDue(signal);
      onLooked();
      await timing.sleep(LOOK_MS, signal);
    }
  }

  /** All that is due and can be sent now. */
  async sendDue(signal: AbortSignal): Promise<void> {
    const { outbox, timing } = this.parts;
    if (timing.now() >= this.#purgeAt) {
      await outbox.purge();
      this.#purgeAt = timing.now() + PURGE_MS;
    }
    while (await this.sendFound(signal));
  }

  /** What one look finds, of which it takes only so much. Whether to look again. */
  private async sendFound(signal: AbortSignal): Promise<boolean> {
    const { outbox, channel, timing } = this.parts;
    const maySend = (): boolean => !signal.aborted && timing.now() >= this.#pausedUntil;
    await outbox.plan(channel.name);
    const due = [...(await outbox.due(channel.name))];
    if (due.length === 0) return false;
    while (due.length > 0 && maySend()) {
      const begun = due.splice(0, CONCURRENCY).map((messageId) => this.attempt(messageId));
      // none goes on unseen where another could not be noted
      await Promise.allSettled(begun);
      const attempts = await Promise.all(begun);
      if (attempts.includes('sent') && !attempts.includes('server')) this.recovered();
    }
    return maySend();
  }

  /** What became of it: told or not, or whose the failure was. */
  private async attempt(messageId: string): Promise<Delivered | DeliveryFailure['scope']> {
    const { outbox, channel } = this.parts;
    const rows = await outbox.claim(channel.name, messageId);
    if (rows.length === 0) return 'dropped';
    if (this.isOld(rows)) return this.giveUp(messageId, 'old');
    const attempts = rows[0]?.attempts ?? 0;
    const delivered = await this.deliver(messageId, rows);
    if (delivered instanceof DeliveryFailure) {
      const failure = this.blamed(messageId, delivered);
      await this.failed({ messageId, attempts }, failure);
      return failure.scope;
    }
    if (delivered === 'not-yet') await this.postpone(messageId, { attempts, inMs: LOOK_MS });
    else await (delivered === 'sent' ? this.noteSent(messageId) : this.end(messageId));
    return delivered;
  }

  /** Also where the database goes away and comes back meanwhile: else it is told anew. */
  private async noteSent(messageId: string): Promise<void> {
    const { timing } = this.parts;
    this.#takenCount += 1;
    for (let failures = 0; failures < MOST_FAILED_NOTES; failures += 1)
      try {
        return await this.end(messageId);
      } catch {
        await timing.sleep(backOffMs(failures, timing.random, NOTE_BACK_OFF));
      }
    await this.end(messageId);
  }

  /** A server that fails at one message again, and took others since the first time, is well but for that message. */
  private blamed(messageId: string, failure: DeliveryFailure): DeliveryFailure {
    if (failure.scope !== 'server') return failure;
    const takenCount = this.#failedAt.get(messageId) ?? this.#takenCount;
    this.#failedAt.set(messageId, takenCount);
    return takenCount < this.#takenCount ? new DeliveryFailure('message', failure.message) : failure;
  }

  /** An error that nobody foresaw is taken for the message's, so that it keeps no other from being told. */
  private async deliver(messageId: string, rows: readonly OutboxRow[]): Promise<Delivered | DeliveryFailure> {
    const { channel, log } = this.parts;
    try {
      return await channel.deliver(messageId, rows);
    } catch (error) {
      if (error instanceof DeliveryFailure) return error;
      const fields = { part: 'notification-delivery', channel: channel.name, messageId, err: error };
      log.error(fields, 'message could not be made');
      return new DeliveryFailure('message', error instanceof Error ? error.name : 'failed');
    }
  }

  private async failed(
    { messageId, attempts }: { readonly messageId: string; readonly attempts: number },
    { scope, message: reason }: DeliveryFailure,
  ): Promise<void> {
    const { channel, log, timing } = this.parts;
    if (scope === 'server') {
      this.pause(reason);
      // behind the pause, and so behind all that were due before: a receiver that is unwell at these alone is told the others first
      return this.postpone(messageId, { attempts, inMs: this.#pausedUntil - timing.now() });
    }
    this.refused(messageId, reason);
    if (scope === 'refused') {
      await this.giveUp(messageId, reason);
      return;
    }
    const failures = attempts + 1;
    const fields = { part: 'notification-delivery', channel: channel.name, messageId, reason, failures };
    log.info(fields, 'message not taken; trying again');
    const inMs = backOffMs(attempts, timing.random, MESSAGE_BACK_OFF);
    await this.postpone(messageId, { attempts: failures, inMs });
  }

  private async giveUp(messageId: string, reason: string): Promise<'dropped'> {
    const { channel, log } = this.parts;
    await this.end(messageId);
    log.warn({ part: 'notification-delivery', channel: channel.name, messageId, reason }, 'message given up');
    return 'dropped';
  }

  private async end(messageId: string): Promise<void> {
    const { outbox, channel } = this.parts;
    this.#failedAt.delete(messageId);
    await outbox.end(channel.name, messageId);
  }

  private isOld(rows: readonly OutboxRow[]): boolean {
    const since = this.now().getTime() - GIVE_UP_MS;
    return rows.every(({ queuedAt }) => queuedAt.getTime() < since);
  }

  private postpone(messageId: string, { attempts, inMs }: { attempts: number; inMs: number }): Promise<void> {
    const { outbox, channel } = this.parts;
    return outbox.postpone(channel.name, messageId, { attempts, dueAt: new Date(this.now().getTime() + inMs) });
  }

  /** Several that were under way at once fail of the same: that is one failure. */
  private pause(reason: string): void {
    const { timing, log, channel } = this.parts;
    if (timing.now() < this.#pausedUntil) return;
    const pauseMs = Math.round(backOffMs(this.#failures, timing.random, SERVER_BACK_OFF));
    this.#failures += 1;
    this.#problem = reason;
    this.#pausedUntil = timing.now() + pauseMs;
    log.warn(
      { part: 'notification-delivery', channel: channel.name, reason, pauseMs },
      'nothing can be sent; trying again',
    );
  }

  /** One message may be at fault itself; of several, one after the other, it is the channel. */
  private refused(messageId: string, reason: string): void {
    if (isToTypedAddress(this.parts.channel.name)) return;
    if (this.#refused !== undefined && this.#refused !== messageId) this.#problem ??= reason;
    this.#refused ??= messageId;
  }

  private recovered(): void {
    this.#refused = undefined;
    this.#failures = 0;
    this.#problem = undefined;
  }

  private now(): Date {
    return this.parts.now?.() ?? new Date();
  }
}
