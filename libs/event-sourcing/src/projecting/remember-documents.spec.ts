import { describe, expect, test } from 'vitest';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import type { DocumentChange, ProjectionTarget } from './projection-store.js';
import { rememberDocuments } from './remember-documents.js';

const target: ProjectionTarget = { name: 'counters', version: 1, generation: 1, indexes: [] };

const change = (id: string, total: number): DocumentChange => ({
  before: undefined,
  after: { id, position: BigInt(total), doc: { total } },
});

/** A store, and which documents had to be loaded from it. */
class Watched extends MemoryProjectionStore {
  readonly loaded: string[][] = [];

  override load(from: ProjectionTarget, ids: readonly string[]) {
    this.loaded.push([...ids]);
    return super.load(from, ids);
  }
}

const totals = async (store: Pick<Watched, 'load'>, ...ids: string[]): Promise<Record<string, unknown>> =>
  Object.fromEntries((await store.load(target, ids)).map(({ id, doc }) => [id, doc]));

describe('documents that were just written', () => {
  test('are not loaded, others are', async () => {
    const stored = new Watched();
    await stored.write(target, [change('b', 2)]);
    const store = rememberDocuments(stored);
    await store.write(target, [change('a', 1)]);
    await store.write(target, [change('a', 3)]);
    expect(await totals(store, 'a')).toEqual({ a: { total: 3 } });
    expect(await totals(store, 'a', 'b', 'c')).toEqual({ a: { total: 3 }, b: { total: 2 } });
    expect(stored.loaded).toEqual([['b', 'c']]);
  });

  test('of another generation are others', async () => {
    const stored = new Watched();
    const store = rememberDocuments(stored);
    await store.write(target, [change('a', 1)]);
    expect(await store.load({ ...target, generation: 2 }, ['a'])).toEqual([]);
  });

  test('are loaded again where a write failed or was refused: what is stored is not known', async () => {
    const stored = new Watched();
    const store = rememberDocuments(stored);
    await store.write(target, [change('a', 1), change('b', 1)]);
    const write = stored.write.bind(stored);
    stored.write = () => Promise.reject(new Error('connection lost'));
    await expect(store.write(target, [change('a', 2)])).rejects.toThrow('connection lost');
    stored.write = () => Promise.resolve(new Map([['b', 'too large']]));
    await store.write(target, [change('b', 2)]);
    stored.write = write;
    expect(await totals(store, 'a', 'b')).toEqual({ a: { total: 1 }, b: { total: 1 } });
  });

  test('are forgotten when there are too many, the oldest first', async () => {
    const stored = new Watched();
    const store = rememberDocuments(stored, 2);
    for (const [index, id] of ['a', 'b', 'a', 'c'].entries()) await store.write(target, [change(id, index + 1)]);
    await totals(store, 'a', 'b', 'c');
    expect(stored.loaded).toEqual([['b']]);
  });
});
