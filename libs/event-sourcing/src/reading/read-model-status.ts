import type { EventStore } from '../events/event-store.js';
import { collectionOf, type ProjectionStore } from '../following/projection-store.js';
import type { AnyProjection } from './projection.js';

export interface ReadModelStatusParts {
  readonly events: Pick<EventStore, 'head'>;
  readonly store: Pick<ProjectionStore, 'catalogue' | 'checkpoints'>;
  /** Those that this program reads. */
  readonly projections: readonly Pick<AnyProjection, 'name' | 'version'>[];
}

/** How what this program reads is, as a process can tell that does not project itself. */
export interface ReadModelReport {
  /** All that can be read has seen everything up to here. */
  readonly position: bigint;
  /** Of the newest event. */
  readonly head: bigint;
  /** What cannot be read yet, each one a phrase for an operator: `launch.v2 at 100 of 900`. */
  readonly rebuilding: readonly string[];
}

interface Looked {
  readonly key: string;
  readonly isLive: boolean;
  /** What is read, else what is being built. */
  readonly collection: string | undefined;
}

/** Throws when the log or the database cannot be reached. */
export const readModelStatus = async ({
  events,
  store,
  projections,
}: ReadModelStatusParts): Promise<ReadModelReport> => {
  const entries = await store.catalogue();
  const looked = projections.map(({ name, version }): Looked => {
    const entry = entries.find((one) => one.name === name && one.version === version);
    const generation = entry?.live ?? entry?.building;
    const collection = generation === undefined ? undefined : collectionOf({ name, version, generation });
    return { key: `${name}.v${version}`, isLive: entry?.live !== undefined, collection };
  });
  const [head, checkpoints] = await Promise.all([
    events.head(),
    store.checkpoints(looked.flatMap(({ collection }) => collection ?? [])),
  ]);
  const positionOf = ({ collection = '' }: Looked): bigint => checkpoints.get(collection)?.position ?? 0n;
  const positions = looked.filter(({ isLive }) => isLive).map(positionOf);
  return {
    position: positions.reduce((lowest, position) => (position < lowest ? position : lowest), positions[0] ?? 0n),
    head,
    rebuilding: looked.filter(({ isLive }) => !isLive).map((one) => `${one.key} at ${positionOf(one)} of ${head}`),
  };
};
