import type { Event, Recorded } from '../events/event.js';

/** "When … then …": an event answered by commands. At least once; the commands' ids come from the event's, so twice is once. */
export interface Policy<E extends Event = Event, Ports = unknown> {
  /** The sentence, kebab-case: `when-image-available-then-notify`. */
  readonly name: string;
  readonly on: readonly E['type'][];
  /**
   * Returns what is to be done; `send` of the runner does it and remembers how far it came. What follows a command of another name waits for
   * it; those of one name that follow each other are done side by side.
   */
  readonly then: (event: Recorded<E>, ports: Ports) => Promise<readonly PolicyCommand[]>;
}

export interface PolicyCommand {
  readonly name: string;
  readonly data: object;
  /** Tells it from the others that answer the same event, where how many there are may differ when it is answered again. */
  readonly key?: string;
}
