import { describe, expect, test } from 'vitest';
import { newEntry } from '../projecting/catalogue-entry.js';
import { counted, counterRegistry, counters, countersAndSum, reset } from '../projecting/counters.fixture.js';
import { fedCollection } from '../projecting/fed-collection.js';
import { projectBatch } from '../projecting/project-batch.js';
import type { AnyProjection } from '../reading/projection.js';
import type { StoredDocument } from '../reading/stored-document.js';
import { createMemoryEventStore } from '../testing/memory-event-store.js';
import { MemoryProjectionStore } from '../testing/memory-projection-store.js';
import { verifyDocuments } from './verify-documents.js';

/** A document for each event. */
const lines: AnyProjection = {
  name: 'lines',
  version: 1,
  documentPerEvent: true,
  ids: ({ id }: { id: string }) => [id],
  evolve: { Counted: (_, { data }: { data: object }) => data },
};

/** A log, and a worker that projects when it is told to. */
class World {
  readonly events = createMemoryEventStore(counterRegistry);
  readonly store = new MemoryProjectionStore();

  constructor(private readonly projection: AnyProjection) {}

  get documents(): Map<string, StoredDocument> {
    return this.store.collections.get(this.collection.name)!;
  }

  private get collection() {
    return fedCollection(this.projection, 1);
  }

  async begin(): Promise<this> {
    const { name, version } = this.projection;
    await this.store.save({ ...newEntry(name, version, '2026-01-01T00:00:00Z'), live: 1, last: 1 });
    await this.store.prepare(this.collection.target);
    await this.store.begin(this.collection.name, { position: 0n, log: await this.events.identity() });
    return this;
  }

  /** Documents up to the log's end; the checkpoint too unless the worker is still at it. */
  async project(saysSo = true): Promise<void> {
    const { name } = this.collection;
    const from = this.store.storedCheckpoints.get(name)!.position;
    const signal = AbortSignal.timeout(5_000);
    for await (const message of this.events.follow({ after: from === 0n ? undefined : from, signal })) {
      if (message.kind === 'caughtUp') break;
      await projectBatch(this.store, this.collection, [message]);
    }
    const move = { log: await this.events.identity(), from, to: await this.events.head() };
    if (saysSo) await this.store.advance([name], move);
  }

  async verify() {
    const faults: string[] = [];
    const verified = await verifyDocuments({
      events: this.events,
      store: this.store,
      projections: [this.projection],
      onFault: ({ projection, id, fault }) => faults.push(`${projection} ${id} ${fault}`),
    });
    return { faults, ...verified };
  }
}

const grown = async (projection = counters()): Promise<World> => {
  const world = await new World(projection).begin();
  await world.events.append('counter-a', 'no_stream', counted(1, 2));
  await world.events.append('counter-b', 'no_stream', counted(3));
  await world.events.append('counter-b', 0n, [reset()]);
  await world.events.append('counter-c', 'no_stream', counted(4));
  await world.project();
  return world;
};

describe('documents compared with the log', () => {
  test.each([counters(), countersAndSum(), lines])(
    '$name: those that a worker wrote are as the log says',
    async (projection) => {
      const world = await grown(projection);
      expect(await world.verify()).toEqual({
        faults: [],
        documents: world.documents.size,
        position: await world.events.head(),
      });
    },
  );

  test('each that differs, is missing, or is not the log’s is named', async () => {
    const world = await grown();
    const a = world.documents.get('a')!;
    world.documents.set('a', { ...a, doc: { total: 4 } });
    world.documents.delete('b');
    world.documents.set('d', { ...a, id: 'd' });
    expect((await world.verify()).faults.sort()).toEqual([
      'counters a different',
      'counters b missing',
      'counters d extra',
    ]);
  });

  test('a document that stopped at an earlier event differs, even where it says the same', async () => {
    const world = await grown();
    const c = world.documents.get('c')!;
    world.documents.set('c', { ...c, position: c.position - 1n });
    expect((await world.verify()).faults).toEqual(['counters c different']);
  });

  test('of a document for each event, too', async () => {
    const world = await grown(lines);
    const [first, second, third] = [...world.documents.values()];
    world.documents.set(first!.id, { ...first!, doc: { by: 77 } });
    world.documents.delete(second!.id);
    world.documents.set('strange', { ...third!, id: 'strange' });
    expect((await world.verify()).faults.sort()).toEqual(
      [`lines ${first!.id} different`, `lines ${second!.id} missing`, 'lines strange extra'].sort(),
    );
  });

  test('one that is broken is named', async () => {
    const world = await grown();
    await world.events.append('counter-c', 0n, counted(13));
    await world.project();
    expect((await world.verify()).faults).toEqual(['counters c broken']);
  });
});

describe('while a worker goes on', () => {
  test.each([counters(), lines])(
    '$name: what is newer than its checkpoint is compared as it was then',
    async (projection) => {
      const world = await grown(projection);
      await world.events.append('counter-a', 1n, counted(5, 6));
      await world.events.append('counter-e', 'no_stream', counted(7));
      await world.project(false);
      // and further, after documents were looked at
      await world.events.append('counter-a', 3n, counted(8));
      expect((await world.verify()).faults).toEqual([]);
    },
  );

  test.each([counters(), lines])('$name: what it has not come to is not missing', async (projection) => {
    const world = await grown(projection);
    await world.events.append('counter-e', 'no_stream', counted(7));
    expect((await world.verify()).faults).toEqual([]);
  });

  test('what is newer and never was so is named', async () => {
    const world = await grown();
    await world.events.append('counter-a', 1n, counted(5));
    await world.events.append('counter-e', 'no_stream', counted(7));
    await world.project(false);
    world.documents.set('a', { ...world.documents.get('a')!, doc: { total: 1 } });
    world.documents.set('f', { ...world.documents.get('e')!, id: 'f' });
    expect((await world.verify()).faults.sort()).toEqual(['counters a different', 'counters f extra']);
  });

  test('documents that were replaced meanwhile are not judged', async () => {
    const world = await grown();
    const { store } = world;
    const scan = store.scan.bind(store);
    store.scan = async function* (target) {
      yield* scan(target);
      await store.save({ ...store.entry('counters')!, live: 2, last: 2, retired: [1] });
    };
    await expect(world.verify()).rejects.toThrow('counters was built anew meanwhile');
  });

  test('what is not built yet is no answer', async () => {
    const world = new World(counters());
    await expect(world.verify()).rejects.toThrow('counters, version 1, is not built yet');
  });
});
