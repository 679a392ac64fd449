import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { project } from '#libs/projects';
import * as projects from '../../../projects/src/project.fixture.js';
import {
  added,
  configured,
  defaultChosen,
  defaults,
  first,
  image,
  imageChanged,
  removed,
  second,
} from '../sessions.fixture.js';
import { sessions } from '../sessions.js';
import { type Difference, type ProjectAt, projectDiff } from './project-diff.js';

type ProjectGiven = Parameters<typeof recordings<never>>[0];

const at = (ofProject: readonly object[], ofSessions: readonly object[] = []): ProjectAt => ({
  project: fold(project, recordings(...(ofProject as ProjectGiven[]))),
  sessions: fold(sessions, recordings(...(ofSessions as ProjectGiven[]))),
});
const { projectId } = projects;
const repositoryId = 'b1';
const connected = projects.repositoryConnected(repositoryId, 'https://example.org/flights.git', 'flights');

describe('two moments of a project, side by side', () => {
  test('what did not change is not told', () => {
    const then = at([projects.created(), connected], [added(first), defaultChosen(first)]);
    expect(projectDiff(then, then)).toEqual([]);
  });

  test('before it was created there was nothing of it', () => {
    expect(projectDiff(at([]), at([projects.created()]))).toEqual([
      {
        ...{ kind: 'project', id: projectId, change: 'added' },
        fields: [
          { field: 'name', after: 'Flights' },
          { field: 'visibility', after: 'private' },
        ],
      },
      { kind: 'member', id: 'ada', change: 'added', fields: [{ field: 'role', after: 'owner' }] },
    ]);
  });

  test('name, visibility, members and what is connected', () => {
    const then = [projects.created(), projects.roleSet('grace', 'viewer'), connected];
    const now = [
      ...then,
      projects.renamed('Ships'),
      projects.madeVisible('public'),
      projects.roleSet('grace', 'editor'),
      projects.memberRemoved('ada'),
      projects.repositoryDisconnected(repositoryId),
      projects.storageConnected('s1', 'data'),
    ];
    expect(projectDiff(at(then), at(now))).toEqual([
      {
        ...{ kind: 'project', id: projectId, change: 'changed' },
        fields: [
          { field: 'name', before: 'Flights', after: 'Ships' },
          { field: 'visibility', before: 'private', after: 'public' },
        ],
      },
      { kind: 'member', id: 'ada', change: 'removed', fields: [{ field: 'role', before: 'owner' }] },
      {
        kind: 'member',
        id: 'grace',
        change: 'changed',
        fields: [{ field: 'role', before: 'viewer', after: 'editor' }],
      },
      {
        ...{ kind: 'repository', id: repositoryId, change: 'removed' },
        fields: [
          { field: 'name', before: 'flights' },
          { field: 'url', before: 'https://example.org/flights.git' },
        ],
      },
      {
        ...{ kind: 'storage', id: 's1', change: 'added' },
        fields: [
          { field: 'name', after: 'data' },
          { field: 'source', after: 'nas' },
          { field: 'readOnly', after: false },
        ],
      },
    ]);
  });

  test('a session’s configuration and image, field by field', () => {
    const then = [added(first), configured(first, { resources: { cpu: 1, memory: 2 } })];
    const now = [
      ...then,
      configured(first, { resources: { cpu: 4, gpu: 1 }, repositories: [repositoryId] }, 'Train'),
      imageChanged(first, { image: image('2', 'b'), reason: 'chosen' }),
    ];
    const created = [projects.created()];
    expect(projectDiff(at(created, then), at(created, now))).toEqual([
      {
        ...{ kind: 'session', id: first, change: 'changed' },
        fields: [
          { field: 'name', before: 'Jupyter Python', after: 'Train' },
          { field: 'image', before: image('1', 'a'), after: image('2', 'b') },
          { field: 'resources.cpu', before: 1, after: 4 },
          { field: 'resources.memory', before: 2 },
          { field: 'resources.gpu', after: 1 },
          { field: 'repositories', before: defaults.repositories, after: [repositoryId] },
        ],
      },
    ]);
  });

  test('a deleted project has no sessions any more', () => {
    const then = at([projects.created()], [added(first)]);
    const now = { ...then, project: undefined };
    expect(projectDiff(then, now).map(({ kind, change }) => `${kind} ${change}`)).toEqual([
      'project removed',
      'member removed',
      'session removed',
    ]);
  });

  test('read the other way it says the same, and one step after the other says what both together say', () => {
    const step = fc.constantFrom<object>(
      added(first),
      added(second),
      removed(first),
      defaultChosen(second),
      configured(first, { resources: { cpu: 2 } }),
      configured(first, {}),
      configured(second, { storages: [] }, 'Other'),
      imageChanged(second, { image: image('3', 'c'), reason: 'newest' }),
    );
    const moments = (all: readonly object[], cuts: readonly number[]) =>
      cuts.toSorted((a, b) => a - b).map((cut) => at([projects.created()], all.slice(0, cut)));
    fc.assert(
      fc.property(
        fc.array(step, { maxLength: 20 }),
        fc.array(fc.nat(20), { minLength: 3, maxLength: 3 }),
        (all, cuts) => {
          const [one, two, three] = moments(all, cuts) as [ProjectAt, ProjectAt, ProjectAt];
          expect(fieldsOf(projectDiff(three, one))).toEqual(
            new Map([...fieldsOf(projectDiff(one, three))].map(([key, [was, is]]) => [key, [is, was]])),
          );
          expect(inTurn(projectDiff(one, two), projectDiff(two, three))).toEqual(fieldsOf(projectDiff(one, three)));
        },
      ),
    );
  });
});

type Values = readonly [unknown, unknown];

const fieldsOf = (differences: readonly Difference[]): Map<string, Values> =>
  new Map(
    differences.flatMap(({ kind, id, fields }) =>
      fields.map(({ field, before, after }) => [`${kind} ${id} ${field}`, [before, after]] as const),
    ),
  );

/** A field that comes to be again what it was did not change. */
const inTurn = (one: readonly Difference[], other: readonly Difference[]): Map<string, Values> => {
  const both = fieldsOf(one);
  for (const [key, [before, after]] of fieldsOf(other)) {
    const values: Values = [both.has(key) ? both.get(key)?.[0] : before, after];
    if (JSON.stringify(values[0]) === JSON.stringify(values[1])) both.delete(key);
    else both.set(key, values);
  }
  return both;
};
