import type { AnyProjection } from '../reading/projection.js';
import { collectionOf, type ProjectionTarget } from './projection-store.js';

/** A projection and where its documents go. */
export interface FedCollection {
  readonly projection: AnyProjection;
  readonly target: ProjectionTarget;
  /** The target's collection, which names its checkpoint too. */
  readonly name: string;
}

export const fedCollection = (projection: AnyProjection, generation: number): FedCollection => {
  const { name, version, indexes = [] } = projection;
  const target = { name, version, generation, indexes };
  return { projection, target, name: collectionOf(target) };
};
