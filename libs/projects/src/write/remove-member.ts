import { Command, type DataOf } from '#libs/event-sourcing';
import { reject } from '../project.rejections.js';
import { inProject } from './in-project.js';
import { refuseLastOwner } from './last-owner.js';

export class RemoveMember extends Command<{ readonly projectId: string; readonly userId: string }> {}

/** By an owner. A member's own wish is `LeaveProject`. */
export const removeMember = inProject<DataOf<RemoveMember>>(({ projectId, userId }, project) => {
  if (!project.members.some((member) => member.userId === userId)) return reject('member-not-found');
  return refuseLastOwner(project, userId) ?? [{ type: 'MemberRemoved', data: { projectId, userId } }];
});
