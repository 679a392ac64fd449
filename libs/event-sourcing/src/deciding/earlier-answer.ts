import type { Event } from '../events/event.js';
import type { EventStore } from '../events/event-store.js';
import { type CommandContext, CommandRejectedError, type CommandResult } from './command.js';
import type { Evolver } from './decider.js';
import { commonProblems } from './rejection.js';
import { advance, type KnownStream, unwritten } from './stream-state.js';

export interface Repeatable {
  readonly stream: string;
  readonly context: Pick<CommandContext, 'commandId' | 'actor'>;
  /** Of its data. */
  readonly hash: string;
}

/** The stream as it was right after an event of it. Only where others wrote since, which is rare, is it read for that. */
const stateAt = async <State, E extends Event>(
  store: Pick<EventStore, 'read'>,
  { stream }: Repeatable,
  evolver: Evolver<State, E>,
  known: KnownStream<State>,
  revision: bigint,
): Promise<KnownStream<State>> => {
  if (known.revision === revision) return known;
  const events = await store.read(stream, { maxCount: Number(revision) + 1 });
  return advance(unwritten(evolver), evolver, events);
};

const answer = async <State, E extends Event>(
  store: Pick<EventStore, 'read'>,
  command: Repeatable,
  evolver: Evolver<State, E>,
  known: KnownStream<State>,
  ended: bigint,
): Promise<CommandResult<State>> => {
  const { state, revision, position, last } = await stateAt(store, command, evolver, known, ended);
  if (last?.metadata.bodyHash !== command.hash || last.metadata.actor !== command.context.actor)
    throw new CommandRejectedError(
      commonProblems['idempotency-key-reused'],
      'This idempotency key was already used for a request with another body. Use a new key for a new request.',
    );
  return { revision, position, changed: true, repeated: true, state };
};

/**
 * What a command was answered the first time, its state of that time included; undefined where `known` has no event of it.
 * Throws CommandRejectedError `idempotency-key-reused` where the command with this id was another one.
 */
export const earlierAnswer = <State, E extends Event>(
  store: Pick<EventStore, 'read'>,
  command: Repeatable,
  evolver: Evolver<State, E>,
  known: KnownStream<State>,
): Promise<CommandResult<State>> | undefined => {
  const ended = known.commands.get(command.context.commandId);
  return ended === undefined ? undefined : answer(store, command, evolver, known, ended);
};
