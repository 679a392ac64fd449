import { type CommandContext, CommandRejectedError } from '../deciding/command.js';
import { deriveId } from '../events/derive-id.js';
import type { Event, Recorded } from '../events/event.js';
import { UnreadableEventError } from '../events/event-registry.js';
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
import { sideBySide } from './side-by-side.js';

/** A policy's checkpoint, and the lease of those who run it: one of them acts. */
export const policyRunName = (policy: { readonly name: string }): string => `policy:${policy.name}`;

export interface PolicyRunnerOptions<E extends Event, Ports> {
  readonly policy: Policy<E, Ports>;
  readonly ports: Ports;
  readonly events: EventStore;
  readonly store: CheckpointStore & Pick<ProjectionStore, 'skip' | 'unreadable' | 'unskip' | 'damage'>;
  /**
   * Carries a command to its handler. The domain's rejection is an answer, everything else is tried again. Resolves with nothing where it
   * is not decided on a stream.
   */
  readonly send: (command: PolicyCommand, context: CommandContext) => Promise<{ changed: boolean } | undefined>;
  /** Where a policy begins that never ran: with the log's first event, or with those after its first start. */
  readonly startAt: 'beginning' | 'now';
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

/** `unrecorded`: answered, and of some command there is no event by which the executor would know that it was decided. */
type Outcome = 'answered' | 'unrecorded' | 'passed-over' | 'aborted';

/**
 * Answers events with commands, in the log's order, at least once. The n-th command of an event always has the same id, so
 * that the executor decides it once; one that changed nothing is decided once as its event is not read again after the next was
 * answered. One at a time, to do no work twice: run it under the lease `policyRunName`.
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
    await this.makeUp(signal);
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

  /** What an older version of the program could not read and has passed over, this one may read. */
  private async makeUp(signal: AbortSignal): Promise<void> {
    const { store } = this.options;
    for (const { position, unreadable } of await store.unreadable(this.runName)) {
      if (unreadable === undefined) continue;
      const event = await this.readAnew(unreadable);
      if (event === undefined) continue;
      const outcome = this.concerns(event) ? await this.settle(event, signal) : 'answered';
      if (outcome === 'aborted') return;
      if (outcome !== 'passed-over') await store.unskip({ by: this.runName, position });
    }
  }

  /** Undefined where it still cannot be read. */
  private async readAnew({ stream, revision }: { stream: string; revision: bigint }): Promise<Recorded | undefined> {
    try {
      const [event] = await this.options.events.read(stream, { from: revision, maxCount: 1 });
      return event;
    } catch (error) {
      if (error instanceof UnreadableEventError) return undefined;
      throw error;
    }
  }

  private async reactFrom(cursor: Cursor, signal: AbortSignal, onPassed: (position: bigint) => void): Promise<void> {
    const after = cursor.position === 0n ? undefined : cursor.position;
    for await (const batch of followInBatches(this.options.events, { after, signal, batchSize: 100 })) {
      this.failure = undefined;
      for (const message of batch) {
        const outcome = await this.react(message, signal);
        if (outcome === 'aborted') return;
        const position = positionOf(message);
        if (position === undefined) continue;
        onPassed(position);
        // decided anew, it could undo what the next one is answered by
        if (outcome === 'unrecorded') await cursor.advance(position);
      }
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

  /** An event of a type that the policy does not wait for is nothing to it, readable or not: a newer program writes such. */
  private concerns({ type }: Pick<Event, 'type'>): boolean {
    return (this.options.policy.on as readonly string[]).includes(type);
  }

  /** Undefined where there is nothing to answer; aborted before the message was dealt with. */
  private async react(message: LogMessage, signal: AbortSignal): Promise<Outcome | undefined> {
    if (message.kind === 'unreadable' && this.concerns(message.error.event))
      await this.passOver(message.error.event.position, message.error);
    if (message.kind !== 'event' || !this.concerns(message.event)) return undefined;
    return this.settle(message.event, signal);
  }

  private async settle(event: Recorded, signal: AbortSignal): Promise<Outcome> {
    let failures = 0;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        return await this.answer(event);
      } catch (error) {
        this.log.warn({ part: this.runName, position: String(event.position), err: error, attempt }, 'policy failed');
        if (!isEarly(error)) failures += 1;
        if (failures === ATTEMPTS) {
          await this.passOver(event.position, error);
          return 'passed-over';
        }
        await this.timing.sleep(backOffMs(attempt, this.timing.random, BACK_OFF), signal);
      }
    }
    return 'aborted';
  }

  private async answer(event: Recorded): Promise<'answered' | 'unrecorded'> {
    const { policy, ports } = this.options;
    const commands = await policy.then(event as unknown as Recorded<E>, ports);
    const failures: unknown[] = [];
    let outcome: 'answered' | 'unrecorded' = 'answered';
    for (const together of sideBySide(commands)) {
      const answers = together.map(([index, command]) =>
        this.send(command, {
          commandId: deriveId(event.id, policy.name, command.key ?? index),
          actor: `system:${policy.name}`,
          correlationId: event.metadata.$correlationId,
          causationId: event.id,
        }),
      );
      for (const answer of await Promise.allSettled(answers)) {
        if (answer.status === 'rejected') failures.push(answer.reason);
        else if (!answer.value) outcome = 'unrecorded';
      }
    }
    // what is in the way of one command is not in the way of the others
    if (failures.length > 0) throw failures[0];
    return outcome;
  }

  /** Resolves with whether an event, or the handler itself, remembers that it was answered. Throws what is no answer. */
  private async send(command: PolicyCommand, context: CommandContext): Promise<boolean> {
    try {
      const result = await this.options.send(command, context);
      return result?.changed !== false;
    } catch (error) {
      if (!(error instanceof CommandRejectedError) || undecided.has(error.code)) throw error;
      this.log.info({ part: this.runName, command: command.name, code: error.code }, 'command rejected');
      return false;
    }
  }

  private async passOver(position: bigint, error: unknown): Promise<void> {
    const event = error instanceof UnreadableEventError ? error.event : undefined;
    const unreadable = event && { stream: event.stream, revision: event.revision };
    const skipped = { by: this.runName, position, reason: String(error) };
    await this.options.store.skip([unreadable === undefined ? skipped : { ...skipped, unreadable }]);
    this.skipped += 1;
  }
}
