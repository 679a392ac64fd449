import { setTimeout as delay } from 'node:timers/promises';
import { domainProjections } from '#libs/domain';
import {
  type AnyProjection,
  type CatalogueEntry,
  checkProjectedLog,
  collectionOf,
  type EventStore,
  type ProjectionStore,
  Projector,
  projectorLeaseName,
} from '#libs/event-sourcing';
import type { ReadModelsConnection } from '#libs/read-models';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { withEventStore } from './with-event-store.js';
import { withReadModels } from './with-read-models.js';

const LOOK_MS = 250;
const TELL_MS = 2_000;

const tell = (line: string): void => void process.stdout.write(`${line}\n`);

const entryOf = (catalogue: readonly CatalogueEntry[], { name, version }: AnyProjection): CatalogueEntry | undefined =>
  catalogue.find((entry) => entry.name === name && entry.version === version);

const unbuilt = async (store: ProjectionStore): Promise<AnyProjection[]> => {
  const catalogue = await store.catalogue();
  return domainProjections.filter((projection) => entryOf(catalogue, projection)?.live === undefined);
};

const progressOf = async (
  store: ProjectionStore,
  building: readonly AnyProjection[],
  head: bigint,
): Promise<string> => {
  const catalogue = await store.catalogue();
  const collections = building.flatMap((projection) => {
    const generation = entryOf(catalogue, projection)?.building;
    return generation === undefined ? [] : [collectionOf({ ...projection, generation })];
  });
  const positions = [...(await store.checkpoints(collections)).values()].map(({ position }) => position);
  const [lowest = 0n] = positions.toSorted((a, b) => (a < b ? -1 : 1));
  return `at position ${lowest} of ${head}`;
};

/** Until all of them can be read. A worker of this version may be building them: then it is only watched. */
const watch = async (store: ProjectionStore, events: EventStore, projector: Projector): Promise<void> => {
  let told = Number.NEGATIVE_INFINITY;
  let problems = '';
  for (let building = await unbuilt(store); building.length > 0; building = await unbuilt(store)) {
    const now = projector
      .status()
      .degraded.map(({ name, detail }) => `${name}: ${detail}`)
      .join('; ');
    if (now !== problems && now !== '') process.stderr.write(`${now}\n`);
    problems = now;
    if (performance.now() - told >= TELL_MS) {
      told = performance.now();
      const names = building.map(({ name, version }) => `${name}.v${version}`).join(', ');
      tell(`${names}: ${await progressOf(store, building, await events.head())}`);
    }
    await delay(LOOK_MS);
  }
};

const build = async (database: ReadModelsConnection, events: EventStore): Promise<void> => {
  const store = database.projectionStore;
  await checkProjectedLog(store, await events.identity());
  const projections = await unbuilt(store);
  if (projections.length > 0) {
    const projector = new Projector({ events, store, projections });
    const ending = new AbortController();
    // the lease of the workers of this version: one that starts meanwhile waits, and goes on from here
    const lease = database.lease(projectorLeaseName(domainProjections));
    const building = lease.whileHeld((held) => projector.run(held), ending.signal);
    try {
      await watch(store, events, projector);
    } finally {
      ending.abort();
      await building;
    }
  }
  tell('the read models of this version are built');
};

export const buildProjections: Run = async (args) => {
  parseArguments(args, {}, []);
  await withReadModels((database, { eventStoreUrl }) =>
    withEventStore(eventStoreUrl, (events) => build(database, events)),
  );
};
