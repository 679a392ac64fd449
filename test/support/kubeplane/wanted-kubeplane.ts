import { findKubeplane } from './find-kubeplane.js';

/** For specs: `npm test` has Node, npm and git alone, and no minutes for it. */
export const wantedKubeplane = (): string | undefined =>
  process.env['REAL_SERVERS'] === 'true' ? findKubeplane() : undefined;
