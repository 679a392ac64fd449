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

  /**
   * Finds, however that comes out. The command's own stream is taken as it is remembered: where that is out of date, the store refuses
   * what is decided on it. Where nothing is remembered it is read beside; throws StreamReader's errors of that.
   * @returns whether the command's own stream was read for it
   */
  async make(remembered: StreamState<State> | undefined): Promise<boolean> {
    const { stream, evolver } = this.execution;
    const wasRead = remembered === undefined || this.ownStream !== undefined;
    if (remembered !== undefined) this.streams.know(stream, evolver, remembered);
    this.found = this.find();
    const found = this.found?.catch(() => undefined);
    await Promise.all([found, this.streams.of(stream, evolver)]);
    return wasRead;
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
