import { type CommandContext, CommandRejectedError } from '../deciding/command.js';
import { deriveId } from '../events/derive-id.js';
import type { Event, Recorded } from '../events/event.js';
import type { EventStore, LogMessage } from '../events/event-store.js';
import { backOffMs } from '../supervising/back-off.js';
import { type Log, silentLog } from '../supervising/log.js';
import { TaskGroup } from '../supervising/task-group.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { Cursor, SupersededError } from './checkpointing.js';
import { followInBatches } from './follow-in-batches.js';
import type { Policy, PolicyCommand } from './policy.js';
import type { ProjectionStore } from './projection-store.js';

export interface PolicyRunnerOptions<E extends Event, Ports> {
  readonly policy: Policy<E, Ports>;
  readonly ports: Ports;
  readonly events: EventStore;
  readonly store: Pick<ProjectionStore, 'checkpoint' | 'advance' | 'skip' | 'countSkipped'>;
  /** Carries a command to its handler. The domain's rejection is an answer, everything else is tried again. */
  readonly send: (command: PolicyCommand, context: CommandContext) => Promise<unknown>;
  /** Where a policy begins that never ran: with the log's first event, or with those after its first start. */
  readonly startAt?: 'beginning' | 'now';
  readonly log?: Log;
  readonly timing?: Timing;
}

/** How often an event is tried before it is passed over, so that it cannot hold up the rest for ever: about a minute. */
const ATTEMPTS = 10;
/** Rejections by the executor: the domain was not asked, so nothing is answered yet. */
const undecided: ReadonlySet<string> = new Set(['busy', 'idempotency-key-reused']);
const BACK_OFF = { firstMs: 200, maxMs: 15_000 };

/**
 * Answers events with commands, in the log's order, at least once. The n-th command of an event always has the same id, so
 * that the executor decides it once. One at a time: run it under a lease.
 */
export class PolicyRunner<E extends Event, Ports> {
  private readonly runName: string;
  private readonly log: Log;
  private readonly timing: Timing;
  private skipped = 0;
  private failure: string | undefined;

  constructor(private readonly options: PolicyRunnerOptions<E, Ports>) {
    this.runName = `policy:${options.policy.name}`;
    this.log = options.log ?? silentLog;
    this.timing = options.timing ?? systemTiming;
  }

  /** Why the policy is not as it should be; empty: all is well. */
  degraded(): readonly string[] {
    return [
      ...(this.failure === undefined ? [] : [`${this.runName}: ${this.failure}`]),
      ...(this.skipped === 0 ? [] : [`${this.runName}: ${this.skipped} events passed over, see skipped-events`]),
    ];
  }

  /** Runs until the signal aborts, or a worker with a later epoch has taken over. Does not reject. */
  async run({ signal, epoch }: { signal: AbortSignal; epoch: bigint }): Promise<void> {
    const tasks = new TaskGroup({
      signal,
      timing: this.timing,
      log: this.log,
      isFatal: (error) => error instanceof SupersededError,
      onFailure: (_, error) => {
        this.failure = String(error);
      },
    });
    tasks.spawn(this.runName, () => this.follow(tasks.signal, epoch));
    try {
      await tasks.ended();
    } catch (error) {
      this.log.warn({ part: this.runName, err: error }, 'superseded');
    }
  }

  private async follow(signal: AbortSignal, epoch: bigint): Promise<void> {
    const { events, store } = this.options;
    const cursor = await Cursor.open(store, { run: this.runName, log: await events.identity(), epoch });
    if (!cursor.isStored) await cursor.advance(this.options.startAt === 'now' ? await events.head() : 0n);
    this.skipped = await store.countSkipped(this.runName);
    const after = cursor.position === 0n ? undefined : cursor.position;
    for await (const batch of followInBatches(events, { after, signal, batchSize: 100 })) {
      this.failure = undefined;
      if (!(await this.reactToAll(batch, cursor, signal))) return;
    }
  }

  /** False when the signal aborted before everything was dealt with. */
  private async reactToAll(batch: readonly LogMessage[], cursor: Cursor, signal: AbortSignal): Promise<boolean> {
    for (const message of batch) {
      if (!(await this.react(message, signal))) return false;
      if (message.kind === 'event') await this.settle(cursor, message.event);
    }
    const last = batch.at(-1);
    if (last?.kind === 'checkpoint') await cursor.advance(last.position);
    return true;
  }

  /** Events that the policy does not care about need no checkpoint of their own. */
  private async settle(cursor: Cursor, event: Recorded): Promise<void> {
    if (this.concerns(event)) await cursor.advance(event.position);
  }

  private concerns(event: Recorded): boolean {
    return (this.options.policy.on as readonly string[]).includes(event.type);
  }

  /** False when the signal aborted before the event was dealt with. */
  private async react(message: LogMessage, signal: AbortSignal): Promise<boolean> {
    if (message.kind === 'unreadable') await this.passOver(message.position, message.error);
    if (message.kind !== 'event' || !this.concerns(message.event)) return true;
    for (let attempt = 0; !signal.aborted; attempt += 1) {
      try {
        await this.answer(message.event);
        return true;
      } catch (error) {
        this.log.warn(
          { part: this.runName, position: String(message.event.position), err: error, attempt },
          'policy failed',
        );
        if (attempt + 1 === ATTEMPTS) {
          await this.passOver(message.event.position, error);
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
    for (const [index, command] of commands.entries()) {
      const context: CommandContext = {
        commandId: deriveId(event.id, policy.name, index),
        actor: `system:${policy.name}`,
        correlationId: event.metadata.$correlationId,
        causationId: event.id,
      };
      try {
        await send(command, context);
      } catch (error) {
        if (!(error instanceof CommandRejectedError) || undecided.has(error.code)) throw error;
        this.log.info({ part: this.runName, command: command.name, code: error.code }, 'command rejected');
      }
    }
  }

  private async passOver(position: bigint, error: unknown): Promise<void> {
    await this.options.store.skip({ by: this.runName, position, reason: String(error) });
    this.skipped += 1;
  }
}
