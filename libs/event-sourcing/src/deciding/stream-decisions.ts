import type { Event, EventToAppend } from '../events/event.js';
import type { EventRegistry } from '../events/event-registry.js';
import { EventStoreUnavailableError, WrongExpectedRevisionError } from '../events/event-store.js';
import type { Timing } from '../supervising/timing.js';
import { appendUntilKnown } from './append-until-known.js';
import { CommandRejectedError, type CommandResult, OutcomeUnknownError } from './command.js';
import { type Decision, type Evolver, isRejection } from './decider.js';
import { KeyedMutex } from './keyed-mutex.js';
import { commonProblems } from './rejection.js';
import { advance, expectedRevisionOf, type KnownStream } from './stream-state.js';
import type { StreamStates } from './stream-states.js';

const DECISIONS = 4;

type Identity = Pick<EventToAppend, 'id' | 'metadata'>;

/** A decision to be made, made again where another writer was faster. */
export interface PendingDecision<State> {
  readonly stream: string;
  readonly evolver: Evolver<State, Event>;
  /** The remembered state was read after the command came: nothing that the caller can know of is missing. */
  readonly isFresh: boolean;
  /** The caller wants the state after it, which costs a read where it was not followed by then. */
  readonly wantsState: boolean;
  /** Events of it are the last that are known: there may be more of them. */
  readonly mayGoOn: (known: KnownStream<State>) => boolean;
  /** What is answered without deciding, if anything. */
  readonly earlier: (known: KnownStream<State>) => Promise<CommandResult<State>> | undefined;
  readonly decide: (known: KnownStream<State>) => Decision<Event> | Promise<Decision<Event>>;
  readonly identify: (event: Event, index: number, known: KnownStream<State>) => Identity;
}

const isWish = (decision: Decision<Event>): decision is readonly Event[] =>
  !isRejection(decision) && decision.length > 0;

/** Makes decisions on streams and appends them: one after the other on a stream, so that nobody here loses the race for its next revision. */
export class StreamDecisions {
  private readonly mutex = new KeyedMutex();

  constructor(
    private readonly states: StreamStates,
    private readonly registry: Pick<EventRegistry, 'check'>,
    private readonly timing: Timing,
  ) {}

  /** `deadline`: by the timing's monotonic clock. Errors as of `CommandExecutor.execute`. */
  make<State>(decision: PendingDecision<State>, deadline: number): Promise<CommandResult<State>> {
    return this.mutex.run(decision.stream, () => this.decideUntilKnown(decision, deadline));
  }

  /** Of what was written. Throws OutcomeUnknownError where the store does not answer. */
  async readBack<T>(stream: string, read: () => Promise<T>): Promise<T> {
    try {
      return await read();
    } catch (error) {
      if (!(error instanceof EventStoreUnavailableError)) throw error;
      throw new OutcomeUnknownError(
        `${stream} was written but could not be read back: repeat the command with the same id`,
        { cause: error },
      );
    }
  }

  /** A state is followed event by event: of one that ends within the command's own events, the store is asked how they go on. */
  private remembered<State>({ stream, evolver, mayGoOn }: PendingDecision<State>): KnownStream<State> | undefined {
    const known = this.states.known(stream, evolver);
    return known === undefined || mayGoOn(known) ? undefined : known;
  }

  private async decideUntilKnown<State>(
    attempt: PendingDecision<State>,
    deadline: number,
  ): Promise<CommandResult<State>> {
    if (this.timing.now() > deadline)
      throw new EventStoreUnavailableError(
        `those who asked for ${attempt.stream} before have not got through in time; nothing was written`,
      );
    const { stream, evolver, isFresh } = attempt;
    let known = this.remembered(attempt);
    if (known !== undefined && !isFresh) {
      const result = await this.decideOnRemembered(attempt, known, deadline);
      if (result !== undefined) return result;
      known = undefined;
    }
    for (let decisions = 0; decisions < DECISIONS; decisions += 1) {
      const result = await this.decideOnce(attempt, known ?? (await this.states.of(stream, evolver)), deadline);
      if (result !== undefined) return result;
      known = undefined;
    }
    throw new CommandRejectedError(commonProblems.busy, 'Others keep changing this at the same time. Try again.');
  }

  /**
   * Events need no look at the stream before: the store refuses them where somebody else has written. Undefined there, and where
   * the caller would be told something that may not be true any more.
   */
  private async decideOnRemembered<State>(
    attempt: PendingDecision<State>,
    known: KnownStream<State>,
    deadline: number,
  ): Promise<CommandResult<State> | undefined> {
    const earlier = attempt.earlier(known);
    if (earlier !== undefined) return earlier;
    let decision: Decision<Event>;
    try {
      decision = await attempt.decide(known);
    } catch {
      // it comes again when it is decided on what is there now
      return undefined;
    }
    return isWish(decision) ? this.append(attempt, known, decision, deadline) : undefined;
  }

  /** Undefined where another writer was faster. */
  private async decideOnce<State>(
    attempt: PendingDecision<State>,
    known: KnownStream<State>,
    deadline: number,
  ): Promise<CommandResult<State> | undefined> {
    const earlier = attempt.earlier(known);
    if (earlier !== undefined) return earlier;
    const decision = await attempt.decide(known);
    if (isRejection(decision)) throw new CommandRejectedError(decision.type, decision.detail, decision.extra);
    if (isWish(decision)) return this.append(attempt, known, decision, deadline);
    const { state, revision, position } = known;
    return { revision, position, changed: false, repeated: false, state };
  }

  private async append<State>(
    attempt: PendingDecision<State>,
    known: KnownStream<State>,
    decision: readonly Event[],
    deadline: number,
  ): Promise<CommandResult<State> | undefined> {
    const events = decision.map((event, index): EventToAppend => {
      this.registry.check(event);
      const { id, metadata } = attempt.identify(event, index, known);
      return { id, type: event.type, data: event.data, metadata };
    });
    if (this.timing.now() > deadline)
      throw new EventStoreUnavailableError(
        `${attempt.stream} was decided on too late, and others may have gone on from what was there; nothing was written`,
      );
    const append = { stream: attempt.stream, expected: expectedRevisionOf(known), events };
    try {
      const { revision, position } = await appendUntilKnown(this.states.store, append, deadline, this.timing);
      this.states.written(attempt.stream, revision);
      if (attempt.wantsState) return await this.answer(attempt, known, { revision, position });
      return { revision, position, changed: true, repeated: false, state: known.state };
    } catch (error) {
      if (error instanceof WrongExpectedRevisionError) return undefined;
      throw error;
    }
  }

  /**
   * The store takes the events of a command that another process has written already as if they were new: they are looked at as those
   * of any command that was done before. Where others wrote since, nothing later is shown.
   */
  private async answer<State>(
    attempt: PendingDecision<State>,
    known: KnownStream<State>,
    { revision, position }: Pick<CommandResult, 'revision' | 'position'>,
  ): Promise<CommandResult<State>> {
    const latest = await this.latest(attempt, { revision, position });
    const isLast = latest.revision === revision;
    const after = isLast
      ? latest
      : await this.readBack(attempt.stream, () => this.rightAfter(attempt, known, revision));
    const answered = (await attempt.earlier(after)) ?? { revision, position, changed: true, state: after.state };
    return { ...answered, repeated: !isLast };
  }

  /** As the log brings it, rather than guessed, since the store gives the events their time; read back where it does not come. */
  private async latest<State>(
    { stream, evolver }: PendingDecision<State>,
    { revision, position }: Pick<CommandResult, 'revision' | 'position'>,
  ): Promise<KnownStream<State>> {
    await this.states.untilFollowed(position, this.timing);
    const followed = this.states.known(stream, evolver);
    if (followed !== undefined && followed.revision >= revision) return followed;
    return this.readBack(stream, () => this.states.of(stream, evolver));
  }

  private async rightAfter<State>(
    { stream, evolver }: PendingDecision<State>,
    known: KnownStream<State>,
    revision: bigint,
  ): Promise<KnownStream<State>> {
    const maxCount = Number(revision - known.revision);
    const written = await this.states.store.read(stream, { from: known.revision + 1n, maxCount });
    return advance(known, evolver, written);
  }
}
