import { canonicalHash } from '../events/canonical-hash.js';
import { deriveId } from '../events/derive-id.js';
import type { Event } from '../events/event.js';
import type { EventRegistry } from '../events/event-registry.js';
import { systemTiming, type Timing } from '../supervising/timing.js';
import type { CommandResult } from './command.js';
import type { Decision, Evolver } from './decider.js';
import { earlierAnswer } from './earlier-answer.js';
import type { Execution, Observation } from './execution.js';
import { Preparation } from './preparation.js';
import { StreamDecisions } from './stream-decisions.js';
import type { KnownStream } from './stream-state.js';
import type { StreamStates } from './stream-states.js';

export interface ExecutorOptions {
  /** How long an append is repeated when the store does not answer. */
  readonly deadlineMs?: number;
  readonly timing?: Timing;
}

/** Fold, decide, append: the one way in which anything gets into the log. */
export class CommandExecutor {
  private readonly deadlineMs: number;
  private readonly timing: Timing;
  private readonly decisions: StreamDecisions;

  constructor(
    private readonly states: StreamStates,
    private readonly registry: Pick<EventRegistry, 'schemaVersion' | 'check'>,
    { deadlineMs = 10_000, timing = systemTiming }: ExecutorOptions = {},
  ) {
    this.deadlineMs = deadlineMs;
    this.timing = timing;
    this.decisions = new StreamDecisions(states, registry, timing);
  }

  /**
   * Decides a command once, however often it is sent: the same id again answers what it answered first, before anything is
   * prepared or decided. Throws what `prepare` throws, CommandRejectedError (the domain's code, `idempotency-key-reused`, or `busy`
   * when others kept changing the stream), OutcomeUnknownError, EventStoreUnavailableError (nothing was written), UnreadableEventError.
   */
  async execute<Data extends object, State, E extends Event, Facts extends object = object>(
    execution: Execution<Data, State, E, Facts>,
  ): Promise<CommandResult<State>> {
    const deadline = this.timing.now() + this.deadlineMs;
    const { stream, evolver, decide, command } = execution;
    const { commandId, actor, correlationId, causationId } = command.context;
    const hash = canonicalHash(command.data);
    const repeatable = { stream, context: command.context, hash };
    const remembered = this.states.known(stream, evolver);
    const earlier = (known: KnownStream<State>): Promise<CommandResult<State>> | undefined =>
      earlierAnswer(this.states.store, repeatable, evolver, known);
    const mayGoOn = (known: KnownStream<State>): boolean =>
      known.commands.get(commandId) === known.revision && !this.states.isWhole(stream, evolver);
    const begun = remembered !== undefined && mayGoOn(remembered);
    const known = begun ? await this.decisions.readBack(stream, () => this.states.of(stream, evolver)) : remembered;
    const answered = known && earlier(known);
    if (answered !== undefined) return answered;
    const preparation = execution.prepare && new Preparation(execution, this.states);
    const isFresh = (await preparation?.make(remembered)) === true;
    const decideWith = (facts: Facts | undefined, { state }: KnownStream<State>): Decision<E> =>
      // one copy: spreading one object behind another costs twenty times as much
      decide(Object.assign({}, command.data, facts as Facts, { commandId, actor }), state);
    return this.decisions.make<State>(
      {
        stream,
        evolver: evolver as unknown as Evolver<State, Event>,
        isFresh,
        wantsState: true,
        mayGoOn,
        earlier,
        decide: (known) =>
          preparation === undefined
            ? decideWith(undefined, known)
            : preparation.factsFor(known).then((facts) => decideWith(facts, known)),
        identify: (event, index) => ({
          id: deriveId(commandId, index),
          metadata: {
            $correlationId: correlationId,
            $causationId: causationId,
            commandId,
            bodyHash: hash,
            actor,
            schemaVersion: this.registry.schemaVersion(event.type),
          },
        }),
      },
      deadline,
    );
  }

  /**
   * Records what was seen. An observation has no id of its own: its events' ids come from their place in the stream and from what
   * they say. What is seen again is decided again, on what is there by then; of two observers who see the same at once, one's events
   * are both's, and of two who see different things, one is decided again after the other. The state after it is not read back. Errors as in `execute`.
   */
  async observe<State, E extends Event>(
    observation: Observation<State, E>,
  ): Promise<Omit<CommandResult, 'state' | 'repeated'>> {
    const { stream, evolver, decide, part } = observation;
    const {
      revision: end,
      position,
      changed,
    } = await this.decisions.make<State>(
      {
        stream,
        evolver: evolver as unknown as Evolver<State, Event>,
        isFresh: false,
        wantsState: false,
        mayGoOn: () => false,
        earlier: () => undefined,
        decide: ({ state }) => decide(state),
        identify: (event, index, { revision, last }) => {
          const hash = canonicalHash(event.data);
          const id = deriveId(`${stream}@${String(revision + 1n + BigInt(index))}`, event.type, hash);
          return {
            id,
            metadata: {
              $correlationId: last?.metadata.$correlationId ?? id,
              $causationId: last?.id ?? id,
              commandId: id,
              bodyHash: hash,
              actor: `system:${part}`,
              schemaVersion: this.registry.schemaVersion(event.type),
            },
          };
        },
      },
      this.timing.now() + this.deadlineMs,
    );
    return { revision: end, position, changed };
  }
}
