import { describe, expect, test } from 'vitest';
import type { Principal } from '#libs/access';
import type { Project, ProjectQueries } from '#libs/projects';
import type { RepositoryImagesQueries } from '../read/repository-images.queries.js';
import type { BranchUse } from '../watching/branch-use.js';
import { ImageAudience } from './image-audience.js';

const repository = 'registry.example/lab/analysis';
const project = (projectId: string, change: Partial<Project>): [string, Project] => [
  projectId,
  { projectId, deleted: false, visibility: 'private', members: [], publicSince: undefined, ...change } as never,
];
const projects = new Map([
  project('of grace', { members: [{ userId: 'grace', role: 'viewer' }] }),
  project('of linus', { members: [{ userId: 'linus', role: 'owner' }] }),
]);

/** `using`: projects that have sessions from the repository that builds it. */
const audienceOf = (using: readonly string[]): ImageAudience =>
  new ImageAudience(
    {
      withImagesAt: (at: string) => Promise.resolve(at === repository ? [{ repositoryId: 'r' }] : []),
    } as unknown as RepositoryImagesQueries,
    {
      // two at a time
      projectsWith: (_: string, { after }: { after: string | undefined }) => {
        const from = after === undefined ? 0 : using.indexOf(after) + 1;
        return Promise.resolve(using.slice(from, from + 2));
      },
    } as unknown as BranchUse,
    {
      withIds: (ids: readonly string[]) => Promise.resolve(new Map([...projects].filter(([id]) => ids.includes(id)))),
    } as unknown as ProjectQueries,
  );

const person = (userId: string): Principal => ({ userId, displayName: userId, roles: new Set() });

describe('what is in an image that a repository builds', () => {
  test.each([
    ['grace', ['of grace', 'of linus'], 'operator'],
    ['grace', ['of linus'], 'everybody'],
    ['grace', ['another', 'of linus', 'a third', 'of grace'], 'operator'],
    ['grace', [], 'everybody'],
  ] as const)(
    'is read for %s, whose project is among those with sessions from it or not: %j, as %s',
    async (who, using, access) => {
      const audience = audienceOf(using);
      expect(await audience.accessTo(person(who), repository)).toBe(access);
      expect(await audience.maySee(person(who), [{ repository, access: 'operator' }])).toBe(access === 'operator');
    },
  );

  test('is seen by everybody where everybody may pull it', async () => {
    expect(await audienceOf([]).maySee(person('grace'), [{ repository, access: 'everybody' }])).toBe(true);
  });

  test('is none where no repository builds it', async () => {
    expect(await audienceOf(['of grace']).accessTo(person('grace'), 'registry.example/lab/other')).toBe('everybody');
  });
});
