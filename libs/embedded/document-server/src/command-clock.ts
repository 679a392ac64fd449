import { CommandError } from './errors.js';

const MOST_MATCHING_MS = 500;

/**
 * How long the command at hand has matched patterns. A command is handled within one turn of the event loop, so there is one at
 * a time, and one clock for them all; meanwhile everybody else waits.
 */
class CommandClock {
  private matchingMs = 0;

  begin(): void {
    this.matchingMs = 0;
  }

  /** @throws CommandError MaxTimeMSExpired when the command's patterns have taken too long together */
  matching<T>(run: () => T): T {
    const began = performance.now();
    const result = run();
    this.matchingMs += performance.now() - began;
    if (this.matchingMs <= MOST_MATCHING_MS) return result;
    throw new CommandError(
      'MaxTimeMSExpired',
      `operation exceeded time limit: its regular expressions took more than ${MOST_MATCHING_MS} ms; narrow it down by an indexed field`,
    );
  }
}

export const commandClock = new CommandClock();
