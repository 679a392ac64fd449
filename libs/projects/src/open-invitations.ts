import type { Invitation, Project } from './project.js';

/** Those that can still be accepted. */
export const openInvitations = ({ invitations }: Pick<Project, 'invitations'>, now: Date): readonly Invitation[] =>
  invitations.filter(({ expiresAt }) => Date.parse(expiresAt) > now.getTime());
