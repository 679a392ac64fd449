import type { Member } from '../api/schema.js';

/** In the order in which they are offered, with what they mean. */
export const memberRoles: readonly (readonly [Member['role'], string])[] = [
  ['viewer', 'Viewer: sees and launches'],
  ['editor', 'Editor: adds and configures sessions'],
  ['owner', 'Owner: also keeps members, reads history'],
];
