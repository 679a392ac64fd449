import type { Event } from '../events/event.js';
import type { Command } from './command.js';
import type { CommandStreams } from './command-streams.js';
import type { Decide, Decision, Evolver } from './decider.js';
import type { StreamReader } from './stream-state.js';

/** A command, the stream that it is decided on, and how. */
export interface Execution<Data extends object, State, E extends Event, Facts extends object = object> {
  readonly stream: string;
  readonly evolver: Evolver<State, E>;
  readonly decide: Decide<Data & Facts, State, E>;
  readonly command: Pick<Command<Data>, 'data' | 'context'>;
  /**
   * Finds what the decision must know beside the stream, or throws why the caller may not have it. Not asked where the command
   * was answered before; asked again where it looked at the command's own stream and that has moved on since.
   */
  readonly prepare?: (streams: StreamReader) => Promise<Facts>;
  /** What was read for this command before; new unless given. */
  readonly streams?: CommandStreams;
}

/** What a part of the system saw, decided on a stream like a command, but by nobody's wish. */
export interface Observation<State, E extends Event> {
  readonly stream: string;
  readonly evolver: Evolver<State, E>;
  readonly decide: (state: State) => Decision<E>;
  /** The observer; the events' actor is `system:<part>`. */
  readonly part: string;
}
