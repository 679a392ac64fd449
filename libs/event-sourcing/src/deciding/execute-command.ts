import { deriveId } from '../events/derive-id.js';
import type { Event, EventMetadata, EventToAppend, Recorded } from '../events/event.js';
import type { EventRegistry } from '../events/event-registry.js';
import { type EventStore, EventStoreUnavailableError, WrongExpectedRevisionError } from '../events/event-store.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import { appendUntilKnown } from './append-until-known.js';
import { bodyHash } from './body-hash.js';
import { type Command, CommandRejectedError, type CommandResult, OutcomeUnknownError } from './command.js';
import { type Decide, type Decision, type Evolver, isRejection } from './decider.js';
import { expectedRevisionOf, readState, revisionOf, type StreamState } from './stream-state.js';
import { Turns } from './turns.js';

const DECISIONS = 4;

export interface ExecutorOptions {
  /** How long an append is repeated when the store does not answer. */
  readonly deadlineMs?: number;
  readonly timing?: Timing;
}

/** A command, the stream that it is decided on, and how. */
export interface Execution<Data extends object, State, E extends Event> {
  readonly stream: string;
  readonly evolver: Evolver<State, E>;
  readonly decide: Decide<Data, State, E>;
  readonly command: Pick<Command<Data>, 'data' | 'context'>;
}

/** What a part of the system saw, decided on a stream like a command, but by nobody's wish. */
export interface Observation<State, E extends Event> {
  readonly stream: string;
  readonly evolver: Evolver<State, E>;
  readonly decide: (state: State) => Decision<E>;
  /** The observer; the events' actor is `system:<part>`. */
  readonly part: string;
}

interface Attempt<State> {
  readonly stream: string;
  readonly evolver: Evolver<State, never>;
  /** What is answered without deciding, if anything. */
  readonly earlier: (events: readonly Recorded[]) => Outcome | undefined;
  readonly decide: (state: State) => Decision<Event>;
  readonly identify: (
    event: Event,
    index: number,
    events: readonly Recorded[],
  ) => Pick<EventToAppend, 'id' | 'metadata'>;
}

type Outcome = Omit<CommandResult, 'state'>;

const resultAt = (events: readonly Recorded[], changed: boolean): Outcome => ({
  revision: revisionOf(events),
  position: events.at(-1)?.position ?? 0n,
  changed,
});

const earlierResult = (events: readonly Recorded[], commandId: string, hash: string): Outcome | undefined => {
  const earlier = events.filter((event) => event.metadata.commandId === commandId);
  if (earlier.length === 0) return undefined;
  if (earlier.some((event) => event.metadata.bodyHash !== hash))
    throw new CommandRejectedError(
      'idempotency-key-reused',
      'This idempotency key was already used for a request with another body. Use a new key for a new request.',
    );
  return resultAt(earlier, true);
};

/** Read, fold, decide, append: the one way in which anything gets into the log. */
export class CommandExecutor {
  private readonly deadlineMs: number;
  private readonly timing: Timing;
  /** By stream: of those who ask at once here, nobody loses the race for its next revision. */
  private readonly turns = new Turns();

  constructor(
    private readonly store: EventStore,
    private readonly registry: Pick<EventRegistry, 'schemaVersion' | 'check'>,
    { deadlineMs = 10_000, timing = systemTiming }: ExecutorOptions = {},
  ) {
    this.deadlineMs = deadlineMs;
    this.timing = timing;
  }

  /**
   * Decides a command once, however often it is sent: the same id again answers what it answered first.
   * Throws CommandRejectedError (the domain's code, `idempotency-key-reused`, or `busy` when others kept changing the stream),
   * OutcomeUnknownError, EventStoreUnavailableError (nothing was written), UnreadableEventError.
   */
  execute<Data extends object, State, E extends Event>(
    execution: Execution<Data, State, E>,
  ): Promise<CommandResult<State>> {
    const { stream, evolver, decide, command } = execution;
    const { commandId, actor, correlationId, causationId } = command.context;
    const hash = bodyHash(command.data);
    return this.attempt<State>({
      stream,
      evolver: evolver,
      earlier: (events) => earlierResult(events, commandId, hash),
      decide: (state) => decide({ ...command.data, commandId, actor }, state),
      identify: (event, index) => ({
        id: deriveId(commandId, index),
        metadata: this.metadata(event, {
          $correlationId: correlationId,
          $causationId: causationId,
          commandId,
          bodyHash: hash,
          actor,
        }),
      }),
    });
  }

  /**
   * Records what was seen. An observation has no id of its own: its events' ids come from their place in the stream, so that
   * what is seen again is decided again, on what is there by then. Errors as in `execute`.
   */
  observe<State, E extends Event>({
    stream,
    evolver,
    decide,
    part,
  }: Observation<State, E>): Promise<CommandResult<State>> {
    return this.attempt<State>({
      stream,
      evolver: evolver,
      earlier: () => undefined,
      decide,
      identify: (event, index, events) => {
        const place = `${stream}@${String(revisionOf(events) + 1n + BigInt(index))}`;
        const id = deriveId(place, event.type);
        const last = events.at(-1);
        return {
          id,
          metadata: this.metadata(event, {
            $correlationId: last?.metadata.$correlationId ?? id,
            $causationId: last?.id ?? id,
            commandId: id,
            bodyHash: bodyHash(event.data),
            actor: `system:${part}`,
          }),
        };
      },
    });
  }

  private attempt<State>(attempt: Attempt<State>): Promise<CommandResult<State>> {
    const deadline = this.timing.now() + this.deadlineMs;
    return this.turns.take(attempt.stream, () => this.decideUntilKnown(attempt, deadline));
  }

  private async decideUntilKnown<State>(attempt: Attempt<State>, deadline: number): Promise<CommandResult<State>> {
    if (this.timing.now() > deadline)
      throw new EventStoreUnavailableError(
        `those who asked for ${attempt.stream} before have not got through in ${this.deadlineMs} ms; nothing was written`,
      );
    let known: StreamState<State> | undefined;
    for (let decisions = 0; decisions < DECISIONS; decisions += 1) {
      known = await readState(this.store, attempt.stream, attempt.evolver, known);
      const earlier = attempt.earlier(known.events);
      if (earlier !== undefined) return { ...earlier, state: known.state };
      const result = await this.decideOnce(attempt, known, deadline);
      if (result !== undefined) return result;
    }
    throw new CommandRejectedError('busy', 'Others keep changing this at the same time. Try again.');
  }

  /** Undefined where another writer was faster. */
  private async decideOnce<State>(
    attempt: Attempt<State>,
    known: StreamState<State>,
    deadline: number,
  ): Promise<CommandResult<State> | undefined> {
    const { state, events } = known;
    const decision = attempt.decide(state);
    if (isRejection(decision)) throw new CommandRejectedError(decision.rejected, decision.detail, decision.extra);
    if (decision.length === 0) return { ...resultAt(events, false), state };
    const toAppend = decision.map((event, index): EventToAppend => {
      this.registry.check(event);
      return { type: event.type, data: event.data, ...attempt.identify(event, index, events) };
    });
    const append = { stream: attempt.stream, expected: expectedRevisionOf(events), events: toAppend };
    try {
      const end = await appendUntilKnown(this.store, append, deadline, this.timing);
      return { ...end, changed: true, state: await this.stateAfter(attempt, known) };
    } catch (error) {
      if (error instanceof WrongExpectedRevisionError) return undefined;
      throw error;
    }
  }

  /** Read back rather than guessed, since the store gives the events their time. */
  private async stateAfter<State>({ stream, evolver }: Attempt<State>, known: StreamState<State>): Promise<State> {
    try {
      return (await readState(this.store, stream, evolver, known)).state;
    } catch (error) {
      if (!(error instanceof EventStoreUnavailableError)) throw error;
      throw new OutcomeUnknownError(
        `${stream} was written but could not be read back: repeat the command with the same id`,
        {
          cause: error,
        },
      );
    }
  }

  private metadata(event: Event, origin: Omit<EventMetadata, 'schemaVersion'>): EventMetadata {
    return { ...origin, schemaVersion: this.registry.schemaVersion(event.type) };
  }
}
