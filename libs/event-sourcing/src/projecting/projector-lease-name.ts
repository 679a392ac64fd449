import { createHash } from 'node:crypto';
import type { AnyProjection } from '../reading/projection.js';

/**
 * The lease of those workers that feed exactly these versions of these projections: one of them acts. Workers of another version
 * of the program hold another lease, so that both feed what their own queries read.
 */
export const projectorLeaseName = (projections: readonly Pick<AnyProjection, 'name' | 'version'>[]): string => {
  const versions = projections.map(({ name, version }) => `${name}.v${version}`).toSorted();
  return `projector-${createHash('sha256').update(versions.join(' ')).digest('hex').slice(0, 12)}`;
};
