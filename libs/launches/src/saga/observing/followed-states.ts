import type { Event, Evolver, Recorded, StreamReader, StreamState, StreamStates } from '#libs/event-sourcing';
import { person, personStream } from '#libs/people';
import { project, projectStream } from '#libs/projects';
import { sessions, sessionsStream } from '#libs/sessions';
import { launch, launchStream } from '../../launch.js';

/** What the saga reconciles by, by the beginning of its streams' names. */
const evolvers: readonly (readonly [string, Evolver<unknown, never>])[] = [
  [launchStream(''), launch],
  [projectStream(''), project],
  [sessionsStream(''), sessions],
  [personStream(''), person],
];

const evolverOf = (stream: string): Evolver<unknown, never> | undefined =>
  evolvers.find(([prefix]) => stream.startsWith(prefix))?.[1];

/**
 * The states of streams as the log is followed: what is known is not asked for again. `states` must have been empty when following
 * began; then what is known lacks only events that are yet to be delivered. Where one of them was not taken, the store is asked.
 */
export class FollowedStates implements StreamReader {
  private readonly distrusted = new Set<string>();
  /** Up to where this process wrote, by stream, until the log delivers it. */
  private readonly written = new Map<string, bigint>();

  constructor(private readonly states: StreamStates) {}

  /** As it was followed; as the store says now where it was not. Errors as of StreamReader. */
  async of<State, E extends Event>(stream: string, evolver: Evolver<State, E>): Promise<StreamState<State>> {
    return this.known(stream, evolver) ?? (await this.now(stream, evolver));
  }

  /** As it was followed; undefined where it was not. */
  known<State, E extends Event>(stream: string, evolver: Evolver<State, E>): StreamState<State> | undefined {
    return this.distrusted.has(stream) ? undefined : this.states.known(stream, evolver);
  }

  /** As the store says now. */
  async now<State, E extends Event>(stream: string, evolver: Evolver<State, E>): Promise<StreamState<State>> {
    const state = await this.states.of(stream, evolver);
    this.distrusted.delete(stream);
    return state;
  }

  /** This process has written up to here; what is known does not know it yet. */
  wrote(stream: string, revision: bigint): void {
    this.written.set(stream, revision);
  }

  /** What this process wrote itself was not delivered yet: it comes soon, and until then what is known is known to be old. */
  isBehindItself<State, E extends Event>(stream: string, evolver: Evolver<State, E>): boolean {
    const written = this.written.get(stream);
    const known = this.known(stream, evolver);
    if (written !== undefined && known !== undefined && known.revision < written) return true;
    this.written.delete(stream);
    return false;
  }

  take(event: Recorded): void {
    this.states.take(event);
    const { stream, revision } = event;
    const evolver = evolverOf(stream);
    const known = evolver && this.states.known(stream, evolver);
    if (known !== undefined && known.revision < revision) this.distrust(stream);
  }

  /** Something happened on this stream that cannot be taken. */
  distrust(stream: string): void {
    this.distrusted.add(stream);
  }
}
