import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const projectProblems = problemTypes({
  'project-not-found': { status: 404, title: 'There is no such project' },
  'user-not-found': { status: 404, title: 'There is no such person' },
  'member-not-found': { status: 404, title: 'There is no such member' },
  'already-member': { status: 409, title: 'Whoever has this address is a member already' },
  'invitation-not-found': { status: 404, title: 'There is no such invitation' },
  'too-many-invitations': { status: 422, title: 'There are as many open invitations as there may be' },
  'last-owner': { status: 409, title: 'A project needs an owner' },
  'repository-not-found': { status: 404, title: 'There is no such repository in this project' },
  'storage-not-found': { status: 404, title: 'There is no such storage in this project' },
  'invalid-repository-url': { status: 422, title: 'This repository address is not accepted' },
  'invalid-directory-name': { status: 422, title: 'This cannot be a directory under /work' },
  'unknown-storage-source': { status: 422, title: 'The administrator offers no such storage' },
  'name-taken': { status: 409, title: 'The name is taken under /work' },
  'already-connected': { status: 409, title: 'It is connected already' },
  'invalid-at': { status: 400, title: 'This is no moment of the past' },
});

export const reject = rejecting(projectProblems);
