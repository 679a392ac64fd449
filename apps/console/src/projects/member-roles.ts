import type { MessageDescriptor } from '@lingui/core';
import { msg } from '@lingui/core/macro';
import type { Member } from '../api/schema.js';

type Role = Member['role'];

/** In the order in which they are offered, with what they mean. */
export const memberRoles: readonly (readonly [Role, MessageDescriptor])[] = [
  ['viewer', msg`Viewer: sees and launches`],
  ['editor', msg`Editor: adds and configures sessions`],
  ['owner', msg`Owner: also keeps members, reads history`],
];
