import { expect, test } from 'vitest';
import type { EventStore, LogMessage } from '../events/event-store.js';
import { followInBatches } from './follow-in-batches.js';

const numbered = (count: number): LogMessage[] =>
  Array.from({ length: count }, (_, n) => ({ kind: 'checkpoint', position: BigInt(n + 1) }));

/** A log that says this and then rests, until it is left. */
const logOf = (messages: readonly LogMessage[]): Pick<EventStore, 'follow'> => ({
  async *follow({ signal }) {
    for (const message of messages) {
      await Promise.resolve();
      yield message;
    }
    await new Promise((resolve) => signal.addEventListener('abort', resolve));
  },
});

const batchesOf = async (
  messages: readonly LogMessage[],
  batchSize: number,
  count: number,
): Promise<LogMessage[][]> => {
  const batches: LogMessage[][] = [];
  const { signal } = new AbortController();
  for await (const batch of followInBatches(logOf(messages), { after: undefined, signal, batchSize })) {
    batches.push(batch);
    if (batches.length === count) break;
  }
  return batches;
};

test('until the end of the log is reached batches are full, and then whatever is there', async () => {
  const history = [...numbered(7), { kind: 'caughtUp' } as const];
  expect(await batchesOf(history, 3, 3)).toEqual([history.slice(0, 3), history.slice(3, 6), history.slice(6)]);
});

test('at the end of the log a message is a batch of its own at once', async () => {
  const end: LogMessage = { kind: 'caughtUp' };
  const live = numbered(2);
  expect(await batchesOf([end, ...live], 100, 3)).toEqual([[end], ...live.map((message) => [message])]);
});

test('what came before the log cannot be read any more is handed out first', async () => {
  const broken: Pick<EventStore, 'follow'> = {
    // eslint-disable-next-line @typescript-eslint/require-await -- it breaks after what it has
    async *follow() {
      yield* numbered(2);
      throw new Error('broken');
    },
  };
  const { signal } = new AbortController();
  const batches = followInBatches(broken, { after: undefined, signal, batchSize: 100 });
  expect(await batches.next()).toEqual({ value: numbered(2), done: false });
  await expect(batches.next()).rejects.toThrow('broken');
});
