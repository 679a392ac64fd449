import type { Event } from '../events/event.js';
import type { Evolver } from './decider.js';
import type { StreamReader, StreamState } from './stream-state.js';

/** Streams as one command sees them: each is read once, however many ask for it. */
export class CommandStreams implements StreamReader {
  private readonly asked = new Map<string, Map<unknown, Promise<StreamState<unknown>>>>();

  constructor(private readonly states: StreamReader) {}

  /** Takes a stream for known: it is not asked for any more. */
  know<State, E extends Event>(stream: string, evolver: Evolver<State, E>, known: StreamState<State>): void {
    void this.ask(stream, evolver, () => Promise.resolve(known));
  }

  of<State, E extends Event>(stream: string, evolver: Evolver<State, E>): Promise<StreamState<State>> {
    return this.ask(stream, evolver, () => this.states.of(stream, evolver));
  }

  /** The state that this command was given; undefined where it has not asked. */
  seen<State, E extends Event>(stream: string, evolver: Evolver<State, E>): Promise<StreamState<State>> | undefined {
    return this.asked.get(stream)?.get(evolver) as Promise<StreamState<State>> | undefined;
  }

  private ask<State, E extends Event>(
    stream: string,
    evolver: Evolver<State, E>,
    answer: () => Promise<StreamState<State>>,
  ): Promise<StreamState<State>> {
    const ofStream = this.asked.get(stream) ?? new Map<unknown, Promise<StreamState<unknown>>>();
    this.asked.set(stream, ofStream);
    const state = ofStream.get(evolver) ?? answer();
    ofStream.set(evolver, state);
    return state as Promise<StreamState<State>>;
  }
}
