import { Command, type DataOf, type Decide } from '#libs/event-sourcing';
import type { ProjectEvent } from '../project.events.js';
import type { ProjectState } from '../project.js';
import { removeMember } from './remove-member.js';

export class LeaveProject extends Command<{ readonly projectId: string }> {}

/** Everybody may leave, whatever their role, but the last owner. */
export const leaveProject: Decide<DataOf<LeaveProject>, ProjectState, ProjectEvent> = (command, state) =>
  removeMember({ ...command, userId: command.actor }, state);
