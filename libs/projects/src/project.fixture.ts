import { deciderSpec } from '#libs/event-sourcing/testing';
import type { ProjectEvent } from './project.events.js';
import { project } from './project.js';

/** Builders for this slice's specs. */
export const projectId = '7d1a1c7e-0000-4000-8000-000000000001';
export const spec = deciderSpec(project);

const event = <T extends ProjectEvent['type']>(
  type: T,
  data: Omit<Extract<ProjectEvent, { type: T }>['data'], 'projectId'>,
): Extract<ProjectEvent, { type: T }> => ({ type, data: { projectId, ...data } }) as never;

export const created = (ownerId = 'ada') =>
  event('ProjectCreated', { name: 'Flights', visibility: 'private', ownerId });
export const renamed = (name: string) => event('ProjectRenamed', { name });
export const madeVisible = (visibility: 'private' | 'public') => event('ProjectVisibilityChanged', { visibility });
export const roleSet = (userId: string, role: 'viewer' | 'editor' | 'owner') =>
  event('MemberRoleSet', { userId, role });
export const memberRemoved = (userId: string) => event('MemberRemoved', { userId });
export const personInvited = (invitationId: string, role: 'viewer' | 'editor' | 'owner', expiresAt: string) =>
  event('PersonInvited', { invitationId, role, expiresAt });
export const invitationWithdrawn = (invitationId: string) => event('InvitationWithdrawn', { invitationId });
export const invitationDeclined = (invitationId: string) => event('InvitationDeclined', { invitationId });
export const invitationAccepted = (invitationId: string, userId: string) =>
  event('InvitationAccepted', { invitationId, userId });
export const repositoryConnected = (repositoryId: string, url: string, name: string) =>
  event('RepositoryConnected', { repositoryId, url, name });
export const repositoryDisconnected = (repositoryId: string) => event('RepositoryDisconnected', { repositoryId });
export const storageConnected = (storageId: string, name: string) =>
  event('StorageConnected', { storageId, name, source: 'nas', readOnly: false });
export const storageDisconnected = (storageId: string) => event('StorageDisconnected', { storageId });
export const deleted = () => event('ProjectDeleted', {});
