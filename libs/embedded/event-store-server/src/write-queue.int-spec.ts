import { describe, expect, test, vi } from 'vitest';
import { CommitSignal } from './commit-signal.js';
import { LogStore } from './log-store.js';
import { MetadataOfStreams } from './metadata-of-streams.js';
import { openLog } from './open-log.js';
import { RecentWrites } from './recent-writes.js';
import type { ProposedEvent } from './recorded-event.js';
import { StreamWriter } from './stream-writer.js';
import { withDirectory } from './testing/with-server.js';
import { StoreClosed, WriteQueue, WriteTimeout } from './write-queue.js';

const withQueue = (use: (queue: WriteQueue, store: LogStore, signal: CommitSignal) => Promise<void>): Promise<void> =>
  withDirectory(async (dataDir) => {
    const directory = await openLog(dataDir);
    const store = new LogStore(directory.database, directory.lastPosition);
    const signal = new CommitSignal();
    const writer = new StreamWriter(store, new MetadataOfStreams(store), new RecentWrites(store));
    try {
      await use(new WriteQueue(store, writer, signal), store, signal);
    } finally {
      directory.close();
    }
  });

const event = (id: string): ProposedEvent => ({
  id,
  type: 't',
  isJson: false,
  data: new Uint8Array(),
  metadata: new Uint8Array(),
});

const appendOf = (stream: string, id: string) => (writer: StreamWriter) => writer.append(stream, 'any', [event(id)]);
const failing = (stream: string, id: string) => (writer: StreamWriter) => {
  appendOf(stream, id)(writer);
  throw new Error('broken');
};
const later = () => performance.now() + 10_000;

describe('write queue', () => {
  test('writes of one turn share a transaction and wake listeners once', () =>
    withQueue(async (queue, store, signal) => {
      const transactions = vi.spyOn(store, 'transaction');
      const commits: string[] = [];
      signal.onCommit('s-1', () => commits.push('s-1'));
      signal.onCommit(undefined, () => commits.push('any'));
      await Promise.all([1, 2, 3, 4].map((n) => queue.submit(later(), appendOf(`s-${n % 2}`, `id-${n}`))));
      expect(transactions).toHaveBeenCalledTimes(1);
      expect(commits).toEqual(['s-1', 'any']);
      expect(store.lastPosition).toBe(4);
    }));

  test('a write that fails leaves no trace and does not fail its neighbours', () =>
    withQueue(async (queue, store) => {
      const results = await Promise.allSettled([
        queue.submit(later(), appendOf('s', 'a')),
        queue.submit(later(), failing('s', 'b')),
        queue.submit(later(), appendOf('s', 'c')),
      ]);
      expect(results.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
      const again = await queue.submit(later(), appendOf('s', 'b'));
      expect(again).toEqual({ kind: 'appended', revision: 2, position: 3 });
      expect(store.allForwards(0, 9).map(({ id }) => id)).toEqual(['a', 'c', 'b']);
    }));

  test('a write past its deadline is given up', () =>
    withQueue(async (queue, store) => {
      await expect(queue.submit(performance.now() - 1, appendOf('s', 'a'))).rejects.toBeInstanceOf(WriteTimeout);
      expect(store.lastPosition).toBe(0);
    }));

  test('a write is not late because somebody set the clock', () =>
    withQueue(async (queue) => {
      const queued = queue.submit(later(), appendOf('s', 'a'));
      const clock = vi.spyOn(Date, 'now').mockReturnValue(Date.now() + 3_600_000);
      await expect(queued).resolves.toBeDefined();
      clock.mockRestore();
    }));

  test('closing commits what is queued and refuses the rest', () =>
    withQueue(async (queue) => {
      const queued = queue.submit(later(), appendOf('s', 'a'));
      queue.close();
      expect(await queued).toMatchObject({ kind: 'appended', revision: 0 });
      await expect(queue.submit(later(), appendOf('s', 'b'))).rejects.toBeInstanceOf(StoreClosed);
    }));
});
