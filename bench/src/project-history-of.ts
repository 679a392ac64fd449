import { type EventStore, type LogMessage, Projector, type Recorded } from '#libs/event-sourcing';
import { projectHistory } from '#libs/history';
import type { ReadModelsConnection } from '#libs/read-models';

const logOf = (entries: Iterable<Recorded>, count: number): EventStore =>
  ({
    identity: () => Promise.resolve('bench'),
    head: () => Promise.resolve(BigInt(count)),
    // eslint-disable-next-line @typescript-eslint/require-await -- the log's messages come asynchronously
    async *follow({ after = 0n }: { after: bigint | undefined }): AsyncGenerator<LogMessage> {
      for (const event of entries) if (event.position > after) yield { kind: 'event', event };
      yield { kind: 'caughtUp' };
    },
  }) satisfies Partial<EventStore> as unknown as EventStore;

/** Makes the history's documents of so many events, at positions from 1 on, as a projector does that follows a log with them. */
export const projectHistoryOf = async (
  database: ReadModelsConnection,
  entries: Iterable<Recorded>,
  count: number,
): Promise<void> => {
  const projections = [projectHistory];
  const projector = new Projector({ events: logOf(entries, count), store: database.projectionStore, projections });
  const ending = new AbortController();
  const running = projector.run({ signal: ending.signal });
  while (projector.status().position < BigInt(count)) await new Promise((resolve) => setTimeout(resolve, 5));
  ending.abort();
  await running;
};
