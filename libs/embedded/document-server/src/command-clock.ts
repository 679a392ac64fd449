import { PatternTimeout } from '#libs/embedded/linear-pattern';
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

  /**
   * @param run is told how many ms are left.
   * @throws CommandError MaxTimeMSExpired when the command's patterns take too long together
   */
  matching<T>(run: (leftMs: number) => T): T {
    const left = MOST_MATCHING_MS - this.matchingMs;
    if (left <= 0) throw expired();
    const began = performance.now();
    try {
      return run(left);
    } catch (error) {
      throw error instanceof PatternTimeout ? expired() : error;
    } finally {
      this.matchingMs += performance.now() - began;
    }
  }
}

const expired = (): CommandError =>
  new CommandError(
    'MaxTimeMSExpired',
    `operation exceeded time limit: its regular expressions took more than ${MOST_MATCHING_MS} ms; narrow it down by an indexed field`,
  );

export const commandClock = new CommandClock();
