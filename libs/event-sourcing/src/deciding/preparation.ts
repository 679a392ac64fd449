import type { Event } from '../events/event.js';
import { CommandStreams } from './command-streams.js';
import type { Execution } from './execution.js';
import type { StreamReader, StreamState } from './stream-state.js';

type Prepared<Data extends object, State, E extends Event, Facts extends object> = Pick<
  Execution<Data, State, E, Facts>,
  'stream' | 'evolver' | 'prepare' | 'streams'
>;

/** What a command may and what its decision must know, as far as that was found on other streams than its own. */
export class Preparation<Data extends object, State, E extends Event, Facts extends object> {
  private streams: CommandStreams;
  private found: Promise<Facts>;

  constructor(
    private readonly execution: Prepared<Data, State, E, Facts>,
    private readonly states: StreamReader,
  ) {
    this.streams = execution.streams ?? new CommandStreams(states);
    this.found = this.find();
  }

  /** What this command was told of its own stream; undefined where nothing has asked for it. */
  get ownStream(): Promise<StreamState<State>> | undefined {
    return this.streams.seen(this.execution.stream, this.execution.evolver);
  }

  readOwnStream(): Promise<StreamState<State>> {
    return this.streams.of(this.execution.stream, this.execution.evolver);
  }

  /** Resolves when it is known, however it came out. */
  async settled(): Promise<void> {
    await Promise.allSettled([this.found]);
  }

  /** For a decision on this state. Throws the refusal, StreamReader's errors. */
  async factsFor({ revision }: StreamState<State>): Promise<Facts> {
    const seen = await this.ownStream;
    if (seen !== undefined && seen.revision !== revision) {
      this.streams = new CommandStreams(this.states);
      this.found = this.find();
    }
    return this.found;
  }

  private find(): Promise<Facts> {
    const found = this.execution.prepare?.(this.streams) ?? Promise.resolve({} as Facts);
    // who asks for the facts is told; a command that was answered before never asks
    found.catch(() => undefined);
    return found;
  }
}
