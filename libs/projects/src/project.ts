import type { ProjectRole, Visibility } from '#libs/access';
import type { Evolver } from '#libs/event-sourcing';
import { openInvitations } from './open-invitations.js';
import type { ProjectEvent } from './project.events.js';

export interface Member {
  readonly userId: string;
  readonly role: ProjectRole;
}

export interface Repository {
  readonly repositoryId: string;
  readonly url: string;
  /** Its directory under /work. */
  readonly name: string;
}

export interface Storage {
  readonly storageId: string;
  /** Its directory under /work. */
  readonly name: string;
  readonly source: string;
  readonly readOnly: boolean;
}

/** For whom is kept beside the log. */
export interface Invitation {
  readonly invitationId: string;
  readonly role: ProjectRole;
  readonly invitedBy: string;
  readonly expiresAt: string;
}

export interface Project {
  readonly projectId: string;
  readonly name: string;
  readonly visibility: Visibility;
  /** The log's position of the event that made it public; undefined: it is private. Decimal. */
  readonly publicSince?: string | undefined;
  readonly createdBy: string;
  readonly createdAt: string;
  /** In the order in which they joined. */
  readonly members: readonly Member[];
  /** Those that were neither accepted nor withdrawn; some may be over. In the order in which they were made. */
  readonly invitations: readonly Invitation[];
  /** In the order in which they were connected. */
  readonly repositories: readonly Repository[];
  readonly storages: readonly Storage[];
  /** Then it is nobody's: see `existing`. */
  readonly deleted: boolean;
  /** Of the last event that changed name or visibility; members, repositories and storages are resources of their own. */
  readonly revision: number;
}

/** Undefined before it is created. */
export type ProjectState = Project | undefined;

const withMember = (members: readonly Member[], member: Member): readonly Member[] =>
  members.some(({ userId }) => userId === member.userId)
    ? members.map((known) => (known.userId === member.userId ? member : known))
    : [...members, member];

const visible = (visibility: Visibility, position: bigint): Pick<Project, 'visibility' | 'publicSince'> => ({
  visibility,
  publicSince: visibility === 'public' ? position.toString() : undefined,
});

const withoutInvitation = (state: ProjectState, invitationId: string): ProjectState =>
  state && { ...state, invitations: state.invitations.filter((one) => one.invitationId !== invitationId) };

export const project: Evolver<ProjectState, ProjectEvent> = {
  initial: undefined,
  evolve: {
    ProjectCreated: (_, { data, at, metadata, revision, position }) => ({
      projectId: data.projectId,
      name: data.name,
      ...visible(data.visibility, position),
      createdBy: metadata.actor,
      createdAt: at,
      members: [{ userId: data.ownerId, role: 'owner' }],
      invitations: [],
      repositories: [],
      storages: [],
      deleted: false,
      revision: Number(revision),
    }),
    ProjectRenamed: (state, { data, revision }) => state && { ...state, name: data.name, revision: Number(revision) },
    ProjectVisibilityChanged: (state, { data, revision, position }) =>
      state && { ...state, ...visible(data.visibility, position), revision: Number(revision) },
    MemberRoleSet: (state, { data: { userId, role } }) =>
      state && { ...state, members: withMember(state.members, { userId, role }) },
    MemberRemoved: (state, { data }) =>
      state && { ...state, members: state.members.filter(({ userId }) => userId !== data.userId) },
    // what is over is forgotten here, so that a state does not grow with all that ever were
    PersonInvited: (state, { data: { invitationId, role, expiresAt }, metadata, at }) =>
      state && {
        ...state,
        invitations: [
          ...openInvitations(state, new Date(at)),
          { invitationId, role, invitedBy: metadata.actor, expiresAt },
        ],
      },
    InvitationWithdrawn: (state, { data }) => withoutInvitation(state, data.invitationId),
    InvitationDeclined: (state, { data }) => withoutInvitation(state, data.invitationId),
    InvitationAccepted: (state, { data }) => withoutInvitation(state, data.invitationId),
    RepositoryConnected: (state, { data: { repositoryId, url, name } }) =>
      state && { ...state, repositories: [...state.repositories, { repositoryId, url, name }] },
    RepositoryDisconnected: (state, { data }) =>
      state && {
        ...state,
        repositories: state.repositories.filter(({ repositoryId }) => repositoryId !== data.repositoryId),
      },
    StorageConnected: (state, { data: { storageId, name, source, readOnly } }) =>
      state && { ...state, storages: [...state.storages, { storageId, name, source, readOnly }] },
    StorageDisconnected: (state, { data }) =>
      state && { ...state, storages: state.storages.filter(({ storageId }) => storageId !== data.storageId) },
    ProjectDeleted: (state, { revision, position }) =>
      state && {
        ...state,
        ...{ members: [], invitations: [] },
        ...visible('private', position),
        ...{ deleted: true, revision: Number(revision) },
      },
  },
};

/** A deleted project does not exist for anybody any more. */
export const existing = (state: ProjectState): Project | undefined =>
  state === undefined || state.deleted ? undefined : state;

export const projectStream = (projectId: string): string => `project-${projectId}`;
