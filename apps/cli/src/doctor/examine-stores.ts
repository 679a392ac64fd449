import { anchorsIn } from '#libs/audit';
import { domainProjections } from '#libs/domain';
import {
  checkProjectedLog,
  collectionOf,
  type EventStore,
  ForeignLogError,
  lowestPosition,
  projectorLeaseName,
  readModelStatus,
  systemTiming,
} from '#libs/event-sourcing';
import { sagaCheckpoints } from '#libs/launches';
import type { ReadModelsConnection } from '#libs/read-models';
import type { Finding } from './finding.js';
import { hasSignOfLife } from './has-sign-of-life.js';
import { judgeAnchors } from './judge-anchors.js';
import { judgeClock } from './judge-clock.js';
import { judgeLag } from './judge-lag.js';
import { judgeLeases } from './judge-leases.js';
import { judgeVersions } from './judge-versions.js';
import { workersOfOthers } from './workers-of-others.js';

interface Stores {
  readonly database: ReadModelsConnection;
  readonly events: EventStore;
  readonly program: string;
}

interface Look {
  readonly leases: Awaited<ReturnType<ReadModelsConnection['leases']>>;
  readonly positions: ReadonlyMap<string, bigint>;
}

/** After half of the ten seconds after which another takes over a holder acts no more: it has given a sign of life, or it is lost. */
const PATIENCE_MS = 5000;
const PAUSE_MS = 250;

const SAGA = 'launch-saga';
const projectorLease = projectorLeaseName(domainProjections);
const required = [projectorLease, SAGA];

const isOfPolicy = (name: string): boolean => name.startsWith('policy:');

const liveCollections = async ({ projectionStore }: ReadModelsConnection): Promise<string[]> => {
  const entries = await projectionStore.catalogue();
  return domainProjections.flatMap(({ name, version }) => {
    const live = entries.find((entry) => entry.name === name && entry.version === version)?.live;
    return live === undefined ? [] : [collectionOf({ name, version, generation: live })];
  });
};

const look = async (database: ReadModelsConnection, collections: readonly string[]): Promise<Look> => {
  const leases = await database.leases();
  const policies = [...leases.keys()].filter(isOfPolicy);
  const [checkpoints, ofShards] = await Promise.all([
    database.projectionStore.checkpoints([...collections, ...policies]),
    database.projectionStore.checkpoints(sagaCheckpoints),
  ]);
  const positions = new Map([...checkpoints].map(([name, { position }]) => [name, position]));
  if (ofShards.size > 0) positions.set(SAGA, lowestPosition([...ofShards.values()].map(({ position }) => position)));
  return { leases, positions };
};

/** Those that somebody has, alive or not, and those that somebody has to have. */
const expected = ({ leases }: Look): string[] => [
  ...required,
  ...[...leases].filter(([, { owner }]) => owner !== '').map(([name]) => name),
];

const isSettled = (first: Look, second: Look, head: bigint): boolean =>
  expected(second).every((name) => hasSignOfLife(first.leases.get(name), second.leases.get(name))) &&
  [...second.positions.values()].every((position) => position >= head);

/** Once all is as it should be, or when whoever works has had the time to show it. */
const lookAgain = async (first: Look, next: () => Promise<Look>, head: bigint): Promise<Look> => {
  const deadline = systemTiming.now() + PATIENCE_MS;
  for (;;) {
    await systemTiming.sleep(PAUSE_MS);
    const second = await next();
    if (isSettled(first, second, head) || systemTiming.now() > deadline) return second;
  }
};

const examineFollowing = async ({ database, events }: Stores): Promise<{ findings: Finding[]; held: string[] }> => {
  const [head, collections] = await Promise.all([events.head(), liveCollections(database)]);
  const first = await look(database, collections);
  const second = await lookAgain(first, () => look(database, collections), head);
  const held = [...second.leases.keys()].filter((name) =>
    hasSignOfLife(first.leases.get(name), second.leases.get(name)),
  );
  const waitsForWorker = !held.includes(projectorLease) && workersOfOthers(projectorLease, held).length > 0;
  // of a policy that nobody runs any more nothing is said
  const followers = [...collections, SAGA, ...held.filter(isOfPolicy)];
  const lags = followers.map((name) => {
    const positions = { first: first.positions.get(name), second: second.positions.get(name) };
    return judgeLag({ name, ...positions, waitsForWorker: waitsForWorker && collections.includes(name) }, head);
  });
  const awaited = waitsForWorker ? projectorLease : undefined;
  const leases = judgeLeases({ first: first.leases, second: second.leases, required, awaited });
  return { findings: [...leases, ...lags], held };
};

const examineReadModels = async ({ database, events }: Stores): Promise<Finding[]> => {
  const parts = { events, store: database.projectionStore, projections: domainProjections };
  const { rebuilding, damaged } = await readModelStatus(parts);
  const found = [...rebuilding, ...damaged].map(
    ({ name, detail, advice = 'wait; `renku-sessions projections build` does it before a rollout' }): Finding => ({
      ...{ check: name, status: 'warning', detail, advice },
    }),
  );
  return found.length > 0
    ? found
    : [{ check: 'read models', status: 'ok', detail: 'all are built, nothing is broken or skipped' }];
};

/** Of those that somebody runs, what was not answered for good. */
const examinePolicies = async ({ database }: Stores, policies: readonly string[]): Promise<Finding[]> => {
  const damage = await database.projectionStore.damage(policies);
  const advice = 'see skipped-events for which and why; docs/runbooks.md, RenkuSessionsEventsSkipped, says what to do';
  return [...damage].map(([check, { skipped }]) => ({
    ...{ check, status: 'warning', detail: `it passed events over: ${skipped}`, advice },
  }));
};

const examineServer = async ({ database, program }: Stores, heldLeases: readonly string[]): Promise<Finding[]> => {
  const before = Date.now();
  const { time, version } = await database.server();
  const clock = judgeClock('database', { before, theirs: time.getTime(), after: Date.now() });
  const versions = { program, node: process.version, database: version, projectorLease, heldLeases };
  return [...judgeVersions(versions), clock];
};

const examineAnchors = async ({ events }: Stores): Promise<Finding> => {
  const [head, anchors] = await Promise.all([events.head(), anchorsIn(events)]);
  const newest = anchors.at(-1);
  const newestPosition = BigInt(newest?.data.position ?? 0);
  const isAllAnchored = newest !== undefined && head <= newest.position;
  return judgeAnchors({ newestAt: newest?.at, newestPosition, head, isAllAnchored, now: new Date() });
};

/** Positions say nothing of documents of another log: they look as if they were up to date, or far behind. */
const examineLog = async ({ database, events }: Stores): Promise<Finding> => {
  const check = 'log of the read models';
  try {
    await checkProjectedLog(database.projectionStore, await events.identity());
    return { check, status: 'ok', detail: 'event store and database belong to each other' };
  } catch (error) {
    if (!(error instanceof ForeignLogError)) throw error;
    const advice = 'correct EVENTSTORE_URL or MONGODB_URL; what else is said here of lag is of two installations';
    return { check, status: 'problem', detail: error.message, advice };
  }
};

/** All that the stores tell of an installation; takes up to five seconds where something stands still. */
export const examineStores = async (stores: Stores): Promise<Finding[]> => {
  const { findings, held } = await examineFollowing(stores);
  const [log, server, readModels, policies, anchors] = await Promise.all([
    examineLog(stores),
    examineServer(stores, held),
    examineReadModels(stores),
    examinePolicies(stores, held.filter(isOfPolicy)),
    examineAnchors(stores),
  ]);
  return [log, ...server, ...findings, ...readModels, ...policies, anchors];
};
