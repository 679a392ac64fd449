import { type CommandContext, CommandRejectedError } from '../deciding/command.js';
import { deriveId } from '../events/derive-id.js';
import type { Event, Recorded } from '../events/event.js';
import type { EventStore, LogMessage } from '../events/event-store.js';
import { positionOf } from '../events/position-of.js';
import type { CheckpointStore } from '../following/checkpoint-store.js';
import { Cursor } from '../following/cursor.js';
import { followInBatches } from '../following/follow-in-batches.js';
import { keepCheckpoint } from '../following/keep-checkpoint.js';
import type { ProjectionStore } from '../projecting/projection-store.js';
import { ReadModelRebuildingError } from '../reading/read-model-rebuilding-error.js';
import { backOffMs } from '../supervising/back-off.js';
import type { Degradation } from '../supervising/degradation.js';
import { type Log, silentLog } from '../supervising/log.js';
import { supervise } from '../supervising/supervise.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { NotYetError } from './not-yet-error.js';
import type { Policy, PolicyCommand } from './policy.js';

/** A policy's checkpoint, and the lease of those who run it: one of them acts. */
export const policyRunName = (policy: { readonly name: string }): string => `policy:${policy.name}`;

export interface PolicyRunnerOptions<E extends Event, Ports> {
  readonly policy: Policy<E, Ports>;
  readonly ports: Ports;
  readonly events: EventStore;
  readonly store: CheckpointStore & Pick<ProjectionStore, 'skip' | 'damage'>;
  /** Carries a command to its handler. The domain's rejection is an answer, everything else is tried again. */
  readonly send: (command: PolicyCommand, context: CommandContext) => Promise<unknown>;
  /** Where a policy begins that never ran: with the log's first event, or with those after its first start. */
  readonly startAt?: 'beginning' | 'now';
  readonly log?: Log;
  readonly timing?: Timing;
}

/** How often an event is tried before it is passed over, so that it cannot hold up the rest for ever: about a minute. */
const ATTEMPTS = 10;
/** It is not that something is wrong. */
const isEarly = (error: unknown): boolean => error instanceof NotYetError || error instanceof ReadModelRebuildingError;

/** Rejections by the executor: the domain was not asked, so nothing is answered yet. */
const undecided: ReadonlySet<string> = new Set(['busy', 'idempotency-key-reused']);
const BACK_OFF = { firstMs: 200, maxMs: 15_000 };

/**
 * Answers events with commands, in the log's order, at least once. The n-th command of an event always has the same id, so
 * that the executor decides it once. One at a time, to do no work twice: run it under the lease `policyRunName`.
 */
export class PolicyRunner<E extends Event, Ports> {
  private readonly runName: string;
  private readonly log: Log;
  private readonly timing: Timing;
  private skipped = 0;
  private failure: string | undefined;

  constructor(private readonly options: PolicyRunnerOptions<E, Ports>) {
    this.runName = policyRunName(options.policy);
    this.log = options.log ?? silentLog;
    this.timing = options.timing ?? systemTiming;
  }

  /** Why the policy is not as it should be; empty: all is well. */
  degraded(): readonly Degradation[] {
    const { runName, failure, skipped } = this;
    return [
      ...(failure === undefined ? [] : [{ name: `${runName} fails`, detail: failure }]),
      ...(skipped === 0
        ? []
        : [{ name: `${runName} passed events over`, detail: `${skipped} events`, advice: 'see skipped-events' }]),
    ];
  }

  /** Runs until the signal aborts. Does not reject. */
  run({ signal }: { readonly signal: AbortSignal }): Promise<void> {
    return supervise(() => this.follow(signal), {
      name: this.runName,
      signal,
      timing: this.timing,
      log: this.log,
      onFailure: (_, error) => {
        this.failure = String(error);
      },
    });
  }

  private async follow(signal: AbortSignal): Promise<void> {
    const cursor = await this.open();
    this.skipped = (await this.options.store.damage([this.runName])).get(this.runName)?.skipped ?? 0;
    let passed = cursor.position;
    const ending = new AbortController();
    const isOver = AbortSignal.any([signal, ending.signal]);
    const saving = keepCheckpoint(cursor, () => passed, { timing: this.timing, signal: isOver });
    // thrown below, once the following has ended for it
    saving.catch(() => ending.abort());
    try {
      await this.reactFrom(cursor, isOver, (position) => {
        passed = position;
      });
    } finally {
      ending.abort();
      await saving;
    }
    await cursor.advance(passed);
  }

  private async reactFrom(cursor: Cursor, signal: AbortSignal, onPassed: (position: bigint) => void): Promise<void> {
    const after = cursor.position === 0n ? undefined : cursor.position;
    for await (const batch of followInBatches(this.options.events, { after, signal, batchSize: 100 })) {
      this.failure = undefined;
      for (const message of batch) if (!(await this.react(message, cursor, signal))) return;
      const end = batch.map(positionOf).findLast((position) => position !== undefined);
      if (end !== undefined) onPassed(end);
    }
  }

  private async open(): Promise<Cursor> {
    const { events, store, startAt } = this.options;
    const log = await events.identity();
    const cursor = await Cursor.open(store, log, [this.runName]);
    if (cursor.has(this.runName)) return cursor;
    await store.begin(this.runName, { position: startAt === 'now' ? await events.head() : 0n, log });
    return Cursor.open(store, log, [this.runName]);
  }

  private concerns(event: Recorded): boolean {
    return (this.options.policy.on as readonly string[]).includes(event.type);
  }

  /** False when the signal aborted before the message was dealt with. */
  private async react(message: LogMessage, cursor: Cursor, signal: AbortSignal): Promise<boolean> {
    if (message.kind === 'unreadable') await this.passOver(message.position, message.error);
    if (message.kind !== 'event' || !this.concerns(message.event)) return true;
    if (!(await this.settle(message.event, signal))) return false;
    // answers take their time: a restart repeats one, not the batch
    await cursor.advance(message.event.position);
    return true;
  }

  private async settle(event: Recorded, signal: AbortSignal): Promise<boolean> {
    let failures = 0;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.answer(event);
        return true;
      } catch (error) {
        this.log.warn({ part: this.runName, position: String(event.position), err: error, attempt }, 'policy failed');
        if (!isEarly(error)) failures += 1;
        if (failures === ATTEMPTS) {
          await this.passOver(event.position, error);
          return true;
        }
        await this.timing.sleep(backOffMs(attempt, this.timing.random, BACK_OFF), signal);
      }
    }
    return false;
  }

  private async answer(event: Recorded): Promise<void> {
    const { policy, ports, send } = this.options;
    const commands = await policy.then(event as unknown as Recorded<E>, ports);
    const failures: unknown[] = [];
    for (const [index, command] of commands.entries()) {
      const context: CommandContext = {
        commandId: deriveId(event.id, policy.name, command.key ?? index),
        actor: `system:${policy.name}`,
        correlationId: event.metadata.$correlationId,
        causationId: event.id,
      };
      try {
        await send(command, context);
      } catch (error) {
        if (!(error instanceof CommandRejectedError) || undecided.has(error.code)) failures.push(error);
        else this.log.info({ part: this.runName, command: command.name, code: error.code }, 'command rejected');
      }
    }
    // what is in the way of one command is not in the way of the others
    if (failures.length > 0) throw failures[0];
  }

  private async passOver(position: bigint, error: unknown): Promise<void> {
    await this.options.store.skip([{ by: this.runName, position, reason: String(error) }]);
    this.skipped += 1;
  }
}
