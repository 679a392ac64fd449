import { describe, expect, test } from 'vitest';
import type { CatalogueEnvironment } from '#libs/environments';
import type { Session } from '../session.js';
import { digest, environmentId, first, image } from '../sessions.fixture.js';
import { imageUpdate } from './image-update.js';

const availableSince = '2026-02-01T00:00:00.000Z';
const described = { environmentId, name: 'Jupyter Python', keywords: [], createdBy: 'admin', createdAt: '' };

const pinnedTo = (pinned: Session['environment']['image']): Session => ({
  sessionId: first,
  name: 'Notebook',
  environment: { ...described, image: pinned },
  source: { kind: 'catalogue', environmentId, version: 1 },
  configuration: { resources: {}, repositories: 'all', storages: 'all' },
  addedAtRevision: 0,
  revision: 0,
});

const offering = (newest: CatalogueEnvironment['image'], archived = false): CatalogueEnvironment => ({
  ...described,
  image: newest,
  imageSince: availableSince,
  version: 2,
  archived,
  revision: 1,
});

const repositoryId = '7d1a1c7e-0000-4000-8000-0000000000b1';
const none = { catalogue: new Map(), repositories: new Map() };
const offered = (entry: CatalogueEnvironment) => ({ ...none, catalogue: new Map([[environmentId, entry]]) });

const ofBranch = (session: Session): Session => ({
  ...session,
  source: { kind: 'repository', repositoryId, branch: 'main' },
});
const built = (branch: string, of: string, letter: string) => ({
  ...{ branch, commit: of.repeat(40), availableSince, revision: 0 },
  image: { reference: `registry.example.org/r:${of}`, digest: digest(letter) },
});
const building = (...branches: readonly ReturnType<typeof built>[]) => ({
  ...none,
  repositories: new Map([[repositoryId, { repositoryId, url: '', imageRepository: '', branches, revision: 0 }]]),
});

describe('rule 2, pinned: a newer image is an offer', () => {
  test.each([
    ['another tag', image('1', 'a'), image('2', 'b')],
    ['another tag without a digest', image('1', 'a'), image('2')],
    ['another digest of the same tag', image('1', 'a'), image('1', 'b')],
    ['the digest of a tag that was added without one', image('1'), image('1', 'a')],
  ])('%s', (_, pinned, newest) => {
    expect(imageUpdate(pinnedTo(pinned), offered(offering(newest)))).toEqual({ ...newest, availableSince });
  });

  test.each([
    ['the same image', image('1', 'a'), image('1', 'a')],
    ['the same tag, of which no digest is known', image('1', 'a'), image('1')],
  ])('%s is none', (_, pinned, newest) => {
    expect(imageUpdate(pinnedTo(pinned), offered(offering(newest)))).toBeUndefined();
  });

  test('an archived environment offers nothing any more', () => {
    expect(imageUpdate(pinnedTo(image('1', 'a')), offered(offering(image('2', 'b'), true)))).toBeUndefined();
  });

  test('an environment of the project’s own has nobody who could offer', () => {
    expect(imageUpdate(pinnedTo(image('1', 'a')), none)).toBeUndefined();
  });

  test('the newest image of its branch is one, with the commit', () => {
    const offers = building(built('plots', '1', 'c'), built('main', '2', 'b'));
    expect(imageUpdate(ofBranch(pinnedTo(image('1', 'a'))), offers)).toEqual({
      ...built('main', '2', 'b').image,
      ...{ commit: '2'.repeat(40), availableSince },
    });
  });

  test('a commit that did not change the image is none, nor is another branch', () => {
    const session = ofBranch(pinnedTo(image('1', 'a')));
    expect(imageUpdate(session, building(built('main', '2', 'a')))).toBeUndefined();
    expect(imageUpdate(session, building(built('plots', '2', 'b')))).toBeUndefined();
  });
});
