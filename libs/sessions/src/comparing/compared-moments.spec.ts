import { expect, test } from 'vitest';
import { fold } from '#libs/event-sourcing';
import { recordings } from '#libs/event-sourcing/testing';
import { type PastProjects, type ProjectEvent, project } from '#libs/projects';
import * as projects from '../../../projects/src/project.fixture.js';
import type { SessionQueries } from '../read/session.queries.js';
import type { SessionsEvent } from '../sessions.events.js';
import { added, configured, first, second } from '../sessions.fixture.js';
import { sessions } from '../sessions.js';
import { ComparedMoments } from './compared-moments.js';

const repository = (id: string) => projects.repositoryConnected(id, `https://example.org/${id}.git`, `named ${id}`);

test('what the differences speak of is named, within fields too, and nothing else of the project', async () => {
  const ofProject = fold(project, recordings<ProjectEvent>(projects.created(), repository('b1'), repository('b2')));
  const then = [added(first), added(second)] as const;
  const before = fold(sessions, recordings<SessionsEvent>(...then));
  const after = fold(sessions, recordings<SessionsEvent>(...then, configured(first, { repositories: ['b1'] })));
  const moments = new ComparedMoments(
    { statesAt: () => Promise.resolve([ofProject, ofProject]) } as unknown as PastProjects,
    { statesAt: () => Promise.resolve([before, after]) } as unknown as SessionQueries,
    undefined,
  );
  const { names } = await moments.compare(projects.projectId, { time: 1 }, { time: 2 });
  expect(names).toEqual({ [first]: 'Jupyter Python', b1: 'named b1' });
});
