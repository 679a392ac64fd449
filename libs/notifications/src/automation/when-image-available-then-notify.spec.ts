import { describe, test } from 'vitest';
import { policySpec } from '#libs/event-sourcing/testing';
import { available, built } from '../../../images/src/images.fixture.js';
import { imageChanged, second } from '../../../sessions/src/sessions.fixture.js';
import {
  type BranchUsers,
  type PartOfProjects,
  type ProjectOfBranch,
  whenImageAvailableThenNotify,
} from './when-image-available-then-notify.js';

const sessionId = '7d1a1c7e-0000-4000-8000-000000000011';
const projectId = '7d1a1c7e-0000-4000-8000-000000000001';
const editors = ['grace', 'linus'];
const older = { sessionId, sessionCount: 3 };
const { image, commit, branch, repositoryId } = built('b');
const told = { image, commit, branch, repositoryId };
const notice = { kind: 'image-available', projectId, ...older, ...told };
const spec = policySpec(whenImageAvailableThenNotify);

const users = (part: PartOfProjects): BranchUsers => ({
  some: () => Promise.resolve(part),
  ofSession: () => Promise.resolve(undefined),
});

const withdraw = (userId: string) => ({
  ...{ name: 'withdraw', key: `withdraw ${projectId} ${userId}` },
  data: { userId, kind: 'image-available', projectId, repositoryId, branch },
});

describe('rule 2, pinned: when an image is available, then notify', () => {
  test('every editor of a project whose sessions have an older one, each once', () =>
    spec.when(available('b'), users({ projects: [{ projectId, editors, older }] })).thenSends(
      ...editors.map((userId) => ({
        ...{ name: 'notify', key: `${projectId} ${sessionId} 3 ${userId}` },
        data: { userId, notice },
      })),
    ));

  test('nobody where no session uses the branch', () =>
    spec.when(available('b'), users({ projects: [] })).thenNothing());

  test('part by part, where they are many', () => {
    const part = { projects: [{ projectId, editors: [] }], upTo: projectId };
    const data = { ...told, imageRevision: 0, after: undefined, toldUpTo: projectId };
    return spec.when(available('b'), users(part)).thenSends({ name: 'continue', key: `continue ${projectId}`, data });
  });

  test('the others, after those who were told', () => {
    const data = { ...told, imageRevision: 7, toldUpTo: second };
    const asked: BranchUsers['some'] = ({ imageRevision }, { after }) =>
      Promise.resolve({ projects: imageRevision === 7 && after === second ? [{ projectId, editors, older }] : [] });
    return spec.when({ type: 'ImageNewsPartlyTold', data }, { ...users({ projects: [] }), some: asked }).thenSends(
      ...editors.map((userId) => ({
        ...{ name: 'notify', key: `${projectId} ${sessionId} 3 ${userId}` },
        data: { userId, notice },
      })),
    );
  });
});

describe('rule 12, notifications: news of an image leave the inboxes', () => {
  const changed = imageChanged(second, { image, reason: 'newest' });
  const after = (project: ProjectOfBranch | undefined): BranchUsers => ({
    ...users({ projects: [] }),
    ofSession: () => Promise.resolve(project && { ...project, repositoryId, branch }),
  });

  test('where the branch went back to the image that all sessions of the project have', () =>
    spec.when(available('b'), users({ projects: [{ projectId, editors }] })).thenSends(...editors.map(withdraw)));

  test('once the last session of a project has the image', () =>
    spec.when(changed, after({ projectId, editors })).thenSends(...editors.map(withdraw)));

  test('not while another one has not, nor for a session of the catalogue', async () => {
    await spec.when(changed, after({ projectId, editors, older })).thenNothing();
    await spec.when(changed, after(undefined)).thenNothing();
  });
});
