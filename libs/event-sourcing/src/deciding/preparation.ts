import type { Event } from '../events/event.js';
import { CommandStreams } from './command-streams.js';
import type { Execution } from './execution.js';
import type { StreamReader, StreamState } from './stream-state.js';

type Prepared<Data extends object, State, E extends Event, Facts extends object> = Pick<
  Execution<Data, State, E, Facts>,
  'stream' | 'evolver' | 'prepare' | 'streams'
>;

/** What a command may and what its decision must know, as far as that is found on other streams than its own. */
export class Preparation<Data extends object, State, E extends Event, Facts extends object> {
  private streams: CommandStreams;
  /** Undefined where there is nothing to find. */
  private found: Promise<Facts> | undefined;

  constructor(
    private readonly execution: Prepared<Data, State, E, Facts>,
    private readonly states: StreamReader,
  ) {
    this.streams = execution.streams ?? new CommandStreams(states);
  }

  /** The command's own stream was read for it. */
  get hasReadOwnStream(): boolean {
    return this.ownStream !== undefined;
  }

  /**
   * Finds, however that comes out, and reads the command's own stream beside it if nothing is known of that. Throws StreamReader's
   * errors of the latter.
   */
  async make(remembered: StreamState<State> | undefined): Promise<void> {
    this.found = this.find();
    const { stream, evolver } = this.execution;
    const found = this.found?.catch(() => undefined);
    await Promise.all([found, remembered ?? this.streams.of(stream, evolver)]);
  }

  /** For a decision on this state. Throws the refusal, StreamReader's errors. */
  async factsFor(known: StreamState<State>): Promise<Facts | undefined> {
    const seen = await this.ownStream;
    if (seen !== undefined && seen.revision !== known.revision) {
      this.streams = new CommandStreams(this.states);
      this.streams.know(this.execution.stream, this.execution.evolver, known);
      this.found = this.find();
    }
    return this.found;
  }

  private get ownStream(): Promise<StreamState<State>> | undefined {
    return this.streams.seen(this.execution.stream, this.execution.evolver);
  }

  private find(): Promise<Facts> | undefined {
    const found = this.execution.prepare?.(this.streams);
    // who asks for the facts is told; a command that was answered before never asks
    found?.catch(() => undefined);
    return found;
  }
}
