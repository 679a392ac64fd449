import type { Decide, Decision, DecisionContext } from '#libs/event-sourcing';
import { openInvitations } from '../open-invitations.js';
import type { ProjectEvent } from '../project.events.js';
import { existing, type Invitation, type Project, type ProjectState } from '../project.js';
import { reject } from '../project.rejections.js';

/** What the decision needs to know from outside: whether the invitation is for whoever answers it. */
export interface Addressee {
  readonly isAddressee: boolean;
  readonly now: Date;
}

export interface InvitationAnswer {
  readonly projectId: string;
  readonly invitationId: string;
}

const none =
  'It was withdrawn, answered or is over, or it is for another e-mail address than yours: ask whoever invited you for a new one.';

/** A decision of whom an open invitation is for. For everybody else there is none, whether there is such a project or not. */
export const answerInvitation =
  (
    decide: (
      answer: InvitationAnswer & DecisionContext,
      invitation: Invitation,
      project: Project,
    ) => Decision<ProjectEvent>,
  ): Decide<InvitationAnswer & Addressee, ProjectState, ProjectEvent> =>
  (answer, state) => {
    const project = existing(state);
    const invitation =
      project && openInvitations(project, answer.now).find((one) => one.invitationId === answer.invitationId);
    if (project === undefined || invitation === undefined || !answer.isAddressee)
      return reject('invitation-not-found', none);
    return decide(answer, invitation, project);
  };
