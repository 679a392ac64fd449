import type { EventToAppend } from '../events/event.js';
import { type EventStore, EventStoreUnavailableError, type ExpectedRevision } from '../events/event-store.js';
import { backOffMs } from '../supervising/back-off.js';
import type { Timing } from '../supervising/timing.js';
import { OutcomeUnknownError } from './command.js';

/** The first attempt is given up early: most often the connection is gone and a new one answers at once. */
const FIRST_TIMEOUT_MS = 2_000;
const BACK_OFF = { firstMs: 50, maxMs: 1_000 };

export interface Append {
  readonly stream: string;
  readonly expected: ExpectedRevision;
  readonly events: readonly EventToAppend[];
}

/**
 * Appends; where the answer got lost, sends the same ids with the same revision again until one is known: the store takes
 * them once. Throws OutcomeUnknownError at the deadline (on the monotonic clock), WrongExpectedRevisionError.
 */
export const appendUntilKnown = async (
  store: Pick<EventStore, 'append'>,
  { stream, expected, events }: Append,
  deadline: number,
  timing: Timing,
): Promise<{ revision: bigint; position: bigint }> => {
  for (let attempt = 0; ; attempt += 1) {
    const left = Math.max(deadline - timing.now(), 1);
    try {
      return await store.append(stream, expected, events, {
        timeoutMs: Math.min(FIRST_TIMEOUT_MS * 2 ** attempt, left),
      });
    } catch (error) {
      if (!(error instanceof EventStoreUnavailableError)) throw error;
      const pause = backOffMs(attempt, timing.random, BACK_OFF);
      if (timing.now() + pause >= deadline)
        throw new OutcomeUnknownError(
          `the event store did not answer in time on ${stream}; the command may or may not have happened: repeat it with the same id`,
          { cause: error },
        );
      await timing.sleep(pause);
    }
  }
};
