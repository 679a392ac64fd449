import { describe, expect, test } from 'vitest';
import { createEventRegistry, deriveId, NotYetError } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryReadModels, recordings } from '#libs/event-sourcing/testing';
import { imagesEvents, RepositoryImagesQueries, repositoryImagesDocuments, repositoryStream } from '#libs/images';
import { type ProjectQueries } from '#libs/projects';
import { BranchesWithSessions, SessionQueries, sessionDocuments, sessionsEvents } from '#libs/sessions';
import { available, built, repositoryId } from '../../../images/src/images.fixture.js';
import { added, addedData } from '../../../sessions/src/sessions.fixture.js';
import type { ProjectOfBranch } from '../automation/when-image-available-then-notify.js';
import { ProjectsOfBranch } from './projects-of-branch.js';

const image = { repositoryId, branch: 'main', digest: built('b').image.digest, imageRevision: 1 };
const projectOf = (project: number): string => deriveId('project', project);
const ofBranch = { kind: 'repository', repositoryId, branch: 'main' } as const;

/** So many sessions a project, pinned to the image of commit a, and the first of them to that of b where told so. */
const sessionsOf = (project: number, sessions: number, upToDate: number) =>
  Array.from({ length: sessions }, (_, session) => {
    const sessionId = deriveId('session', project, session);
    const environment = { ...addedData(sessionId).environment, image: built(session < upToDate ? 'b' : 'a').image };
    const { data, ...rest } = added(sessionId, { environment, source: ofBranch });
    return { ...rest, data: { ...data, projectId: projectOf(project) } };
  });

const everyEditor = (editors: number) =>
  Array.from({ length: editors }, (_, editor) => ({ userId: `editor ${editor}`, role: 'editor' }));

interface Extent {
  readonly projects: number;
  readonly sessionsEach: number;
  readonly upToDate?: number;
  readonly editorsEach?: number;
}

const world = async ({ projects, sessionsEach, upToDate = 0, editorsEach = 5 }: Extent) => {
  const registry = createEventRegistry([imagesEvents, sessionsEvents]);
  const store = createMemoryEventStore(registry);
  await store.append(repositoryStream(repositoryId), 'no_stream', recordings(available('a'), available('b')));
  for (let project = 0; project < projects; project += 1)
    await store.append(
      `sessions-${projectOf(project)}`,
      'no_stream',
      recordings(...sessionsOf(project, sessionsEach, upToDate)),
    );
  const readModels = new MemoryReadModels(store, registry, [repositoryImagesDocuments, sessionDocuments]);
  const members = [...everyEditor(editorsEach), { userId: 'a viewer', role: 'viewer' }];
  const withIds = (ids: readonly string[]) => Promise.resolve(new Map(ids.map((id) => [id, { members }])));
  const users = new ProjectsOfBranch(
    readModels,
    new RepositoryImagesQueries(readModels),
    new BranchesWithSessions(readModels),
    new SessionQueries(readModels, store),
    { withIds } as unknown as ProjectQueries,
  );
  return { users, readModels };
};

/** Part by part. */
const everyPart = async (users: ProjectsOfBranch): Promise<(readonly ProjectOfBranch[])[]> => {
  const parts: (readonly ProjectOfBranch[])[] = [];
  for (let after: string | undefined; ; ) {
    const { projects, upTo } = await users.some(image, { after, position: 0n });
    parts.push(projects);
    if (upTo === undefined) return parts;
    after = upTo;
  }
};

describe('rule 12, notifications: who uses a branch', () => {
  test('is told part by part, each project once, however many sessions there are', async () => {
    const { users } = await world({ projects: 120, sessionsEach: 5 });
    const parts = await everyPart(users);
    const all = parts.flat();
    expect(all.map(({ projectId }) => projectId)).toEqual(
      Array.from({ length: 120 }, (_, project) => projectOf(project)).sort(),
    );
    expect(all[0]?.older?.sessionCount).toBe(5);
    expect(Math.max(...parts.map((projects) => projects.flatMap(({ editors }) => editors).length))).toBeLessThanOrEqual(
      500,
    );
  });

  test('has parts of no more people than one may have, but for a project that has more by itself', async () => {
    const { users } = await world({ projects: 6, sessionsEach: 1, editorsEach: 300 });
    expect((await everyPart(users)).map(({ length }) => length)).toEqual([1, 1, 1, 1, 1, 1]);
  });

  test('is a project once that has more sessions than are read at once, with one of them that has an older image', async () => {
    const { users } = await world({ projects: 3, sessionsEach: 250, upToDate: 249 });
    const all = (await everyPart(users)).flat();
    expect(all.map(({ older }) => older?.sessionCount)).toEqual([1, 1, 1]);
    expect(all.map(({ projectId }) => projectId)).toEqual([0, 1, 2].map(projectOf).sort());
  });

  test('is a project too where all have the image, of which nobody is told', async () => {
    const { users } = await world({ projects: 1, sessionsEach: 2, upToDate: 2 });
    expect((await users.some(image, { position: 0n })).projects).toEqual([
      { projectId: projectOf(0), editors: everyEditor(5).map(({ userId }) => userId), older: undefined },
    ]);
  });

  test('is nobody where a newer image of the branch is known, and is not told before the read models know', async () => {
    const { users, readModels } = await world({ projects: 1, sessionsEach: 1 });
    expect(await users.some({ ...image, imageRevision: 0 }, { position: 0n })).toEqual({ projects: [] });
    readModels.waitFor = () => Promise.resolve(false);
    await expect(users.some(image, { position: 0n })).rejects.toThrow(NotYetError);
  });

  test('is the project of a session whose image was changed, with what is left of older images', async () => {
    const { users } = await world({ projects: 1, sessionsEach: 3, upToDate: 1 });
    const changed = { projectId: projectOf(0), sessionId: deriveId('session', 0, 0) };
    expect(await users.ofSession(changed, 0n)).toMatchObject({
      ...{ projectId: projectOf(0), repositoryId, branch: 'main' },
      older: { sessionCount: 2 },
    });
    expect(await users.ofSession({ ...changed, sessionId: deriveId('none') }, 0n)).toBeUndefined();
  });
});
