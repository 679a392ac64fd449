import { type Rejection } from '#libs/event-sourcing';
import type { Project } from '../project.js';
import { reject } from '../project.rejections.js';

/** A project always has an owner: the last one can neither leave nor take a lesser role. */
export const refuseLastOwner = ({ members }: Project, userId: string): Rejection | undefined => {
  const owners = members.filter(({ role }) => role === 'owner');
  if (owners.length !== 1 || owners[0]?.userId !== userId) return undefined;
  return reject('last-owner', 'Make somebody else an owner first, or delete the project.');
};
