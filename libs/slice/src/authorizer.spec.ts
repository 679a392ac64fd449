import { describe, expect, test } from 'vitest';
import { type GlobalAction, globalActions, type Principal, type ProjectAction, projectActions } from '#libs/access';
import { Authorizer } from './authorizer.js';

const viewer: Principal = { userId: 'v', displayName: 'Viewer', roles: new Set() };
const authorizer = new Authorizer({
  of: (projectId) =>
    Promise.resolve(
      projectId === 'p' ? { publicSince: undefined, members: new Map([['v', 'viewer']]), deleted: false } : undefined,
    ),
});

const refusalOf = (action: ProjectAction | GlobalAction, projectId = 'p'): Promise<Error | undefined> =>
  authorizer.allow(viewer, action, projectId).then(
    () => undefined,
    (error: unknown) => error as Error,
  );

describe('a refusal', () => {
  test.each([
    ['manage-catalogue', 'manage the catalogue of environments'],
    ['configure-sessions', 'add, change or remove sessions of this project'],
    ['manage-project', 'manage this project: its name, visibility and members'],
    ['read-history', 'read the history of this project'],
  ] as const)('of %s says in words what the role does not allow', async (action, words) => {
    const detail = `Your role does not allow you to ${words}.`;
    expect(await refusalOf(action)).toMatchObject({ code: 'forbidden', detail });
  });

  test('never reads like an identifier', async () => {
    for (const action of [...projectActions, ...globalActions]) {
      const refusal = await refusalOf(action);
      expect(refusal?.message ?? '').not.toContain(action);
    }
  });

  test('of what the caller may not see is that there is no such project', async () => {
    expect(await refusalOf('read-project', 'other')).toMatchObject({ code: 'project-not-found' });
  });
});
