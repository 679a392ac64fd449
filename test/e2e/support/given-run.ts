import { expect } from 'vitest';
import { type GitServer, startGitServer } from '../../../libs/session-runtime/src/cloning/git-server.fixture.js';
import type { Person } from './person.js';
import { System } from './system.js';
import { untilStatus } from './until-status.js';

const LONG_NAME = 'n'.repeat(99);

export interface GivenRun {
  readonly git: GitServer;
  readonly system: System;
  readonly people: Awaited<ReturnType<System['everybody']>>;
  readonly projectId: string;
  readonly sessionId: string;
  readonly launchId: string;
  readonly repositoryId: string;
  /** Connects Linus' code to a project; the repository's id. */
  connect(project: string): Promise<string>;
  end(): Promise<void>;
}

/** The id of a launch, once it runs. */
export const launched = async (person: Person, project: string, session: string): Promise<string> => {
  const { body } = await person.post<{ launchId: string }>(`/projects/${project}/sessions/${session}/launch`);
  await untilStatus(person, body.launchId, 'running');
  return body.launchId;
};

/** A run of Linus' in a project of Grace's, whose code is pinned to a commit that is not the newest any more. */
export const givenRun = async (): Promise<GivenRun> => {
  const git = await startGitServer();
  const system = await System.start({ OUTBOUND_ALLOWED: '127.0.0.0/8' });
  const end = async (): Promise<void> => {
    await system.remove();
    await git.close();
  };
  try {
    return { git, system, end, ...(await runOn(system, git)) };
  } catch (error) {
    await end();
    throw error;
  }
};

const runOn = async (system: System, git: GitServer) => {
  const people = await system.everybody();
  const { grace, linus } = people;
  const connect = async (project: string): Promise<string> => {
    const url = `${git.origin}/good.git`;
    const { body } = await linus.post<{ repositoryId: string }>(`/projects/${project}/repositories`, { url });
    return body.repositoryId;
  };
  const projectId = await grace.createProject('private', LONG_NAME);
  await grace.setRole(projectId, linus, 'editor');
  const repositoryId = await connect(projectId);
  const sessionId = await linus.addSession(projectId, 'Lab');
  const path = `/projects/${projectId}/sessions/${sessionId}`;
  const body = { commits: { [repositoryId]: git.earlier }, resources: { cpu: 0.5 } };
  const headers = { 'If-Match': (await linus.get(path)).headers.get('etag') ?? '' };
  expect((await linus.call('PATCH', path, { body, headers })).body['commits']).toEqual(body.commits);
  const launchId = await launched(linus, projectId, sessionId);
  return { people, projectId, sessionId, launchId, repositoryId, connect };
};
