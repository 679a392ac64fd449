import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ProjectEvent } from '../project.events.js';
import { existing, type Member, type ProjectState } from '../project.js';

export class PassOnProject extends Command<{ readonly projectId: string; readonly userId: string }> {}

/** What the decision needs to know from outside: who of the members was not erased. */
export interface KnownMembers {
  readonly known: ReadonlySet<string>;
}

const byRole = ['owner', 'editor', 'viewer'] as const;

/** The one with the most rights; of several the one who was there first. */
const successorAmong = (others: readonly Member[]): Member | undefined =>
  byRole.flatMap((role) => others.filter((member) => member.role === role))[0];

/**
 * Of an owner who was erased. Nobody can be kept from being erased by what others made them an owner of, so the project goes to
 * whoever is left; where nobody is, it ends.
 */
export const passOnProject: Decide<DataOf<PassOnProject> & KnownMembers, ProjectState, ProjectEvent> = (
  { projectId, userId, known },
  state,
) => {
  const members = existing(state)?.members ?? [];
  if (!members.some((member) => member.userId === userId)) return nothing;
  const successor = successorAmong(members.filter((member) => member.userId !== userId && known.has(member.userId)));
  if (successor === undefined) return [{ type: 'ProjectDeleted', data: { projectId } }];
  const left: ProjectEvent = { type: 'MemberRemoved', data: { projectId, userId } };
  if (successor.role === 'owner') return [left];
  return [{ type: 'MemberRoleSet', data: { projectId, userId: successor.userId, role: 'owner' } }, left];
};
