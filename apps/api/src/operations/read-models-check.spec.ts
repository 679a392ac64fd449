import { beforeEach, describe, expect, test } from 'vitest';
import { domainProjections } from '#libs/domain';
import { collectionOf, newEntry } from '#libs/event-sourcing';
import { MemoryProjectionStore, StoredReadModels, until } from '#libs/event-sourcing/testing';
import { Health } from '#libs/observability';
import { ReadModelsCheck } from './read-models-check.js';

const [first, ...others] = domainProjections;
let store: MemoryProjectionStore;
let head: bigint;
let health: Health;

const nameOf = ({ name, version }: (typeof domainProjections)[number]): string =>
  collectionOf({ name, version, generation: 1 });

const readAs = async (projection: (typeof domainProjections)[number], state: 'building' | 'live'): Promise<void> => {
  const { name, version } = projection;
  const entry = store.entry(name, version) ?? newEntry(name, version, '2026-01-01T00:00:00Z');
  await store.save({ ...entry, live: undefined, building: undefined, last: 1, [state]: 1 });
  await store.begin(nameOf(projection), { position: 0n, log: 'log' });
};

const projectedTo = (to: bigint, projections = domainProjections): Promise<number> =>
  store.advance(projections.map(nameOf), { log: 'log', from: 0n, to });

const readiness = async () => {
  const { ready, checks, problems } = await health.readiness();
  return { ready, status: checks['read-models']?.status, problems: problems.map(({ name, detail }) => [name, detail]) };
};

/** An API of this version starts. */
const start = (): void => {
  const database = { projectionStore: store, readModels: new StoredReadModels(store, domainProjections) };
  health = new Health(0);
  new ReadModelsCheck({ head: () => Promise.resolve(head) }, database, health);
  health.started();
};

const up = { ready: true, status: 'up', problems: [] };

beforeEach(async () => {
  store = new MemoryProjectionStore();
  for (const projection of domainProjections) await readAs(projection, 'live');
});

describe('an API that starts', () => {
  test('is not ready before it shows what was written until then: nobody who is sent there goes back in time', async () => {
    head = 368n;
    await projectedTo(350n);
    start();
    expect(await readiness()).toEqual({
      ready: false,
      status: 'down',
      problems: [['behind the log', expect.stringContaining('at 350 of 368')]],
    });
    head = 400n;
    await projectedTo(367n);
    expect(await readiness()).toMatchObject({ ready: false, status: 'down' });
    await projectedTo(368n);
    expect(await readiness()).toEqual(up);
  });

  test('is ready at once where its documents have seen everything', async () => {
    head = 368n;
    await projectedTo(368n);
    start();
    expect(await readiness()).toEqual(up);
  });

  test('and was ready once, stays so a moment behind the log', async () => {
    head = 368n;
    await projectedTo(368n);
    start();
    await readiness();
    head = 400n;
    expect(await readiness()).toEqual(up);
  });

  test('waits for documents that are built meanwhile as for the others, also once they are read', async () => {
    head = 368n;
    await projectedTo(368n, others);
    await readAs(first!, 'building');
    start();
    expect(await readiness()).toMatchObject({
      ready: false,
      problems: [[`rebuilding ${first!.name}.v${first!.version}`, 'at 0 of 368']],
    });
    await projectedTo(360n, [first!]);
    await readAs(first!, 'live');
    expect(await readiness()).toMatchObject({
      ready: false,
      problems: [['behind the log', expect.stringContaining('at 360 of 368')]],
    });
    await projectedTo(368n);
    await until('it is ready', async () => (await readiness()).ready);
  });
});
