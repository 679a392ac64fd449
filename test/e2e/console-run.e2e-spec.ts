import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { type GitServer, startGitServer } from '../../libs/session-runtime/src/cloning/git-server.fixture.js';
import { findChromium, TestBrowser } from './support/chromium.js';
import { isReadable } from './support/is-readable.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';
import { untilStatus } from './support/until-status.js';

const executable = findChromium();
const inBrowser = executable === undefined ? test.skip : test;
const PATIENCE_MS = 180_000;
const LONG_NAME = 'n'.repeat(99);

// on a busy machine programs take seconds to start
jest.setTimeout(PATIENCE_MS);

let system: System;
let git: GitServer;
let people: Readonly<Record<'ada' | 'grace' | 'linus' | 'audrey', Person>>;
let projectId: string;
let sessionId: string;
let launchId: string;
let repositoryId: string;
const browser = new TestBrowser(executable ?? '', () => system.openUrl());

const launched = async (person: Person, project: string, session: string): Promise<string> => {
  const { body } = await person.post<{ launchId: string }>(`/projects/${project}/sessions/${session}/launch`);
  await untilStatus(person, body.launchId, 'running');
  return body.launchId;
};
const runOf = (person: Person, project: string, launch: string) => person.get(`/projects/${project}/runs/${launch}/1`);
interface Repository {
  readonly repositoryId: string;
}
const connect = async (project: string): Promise<string> => {
  const url = `${git.origin}/good.git`;
  const { body } = await people.linus.post<Repository>(`/projects/${project}/repositories`, { url });
  return body.repositoryId;
};

/** A run of Linus' in a project of Grace's, whose code is pinned to a commit that is not the newest any more. */
beforeAll(async () => {
  git = await startGitServer();
  system = await System.start({ OUTBOUND_ALLOWED: '127.0.0.0/8' });
  people = await system.everybody();
  const { grace, linus } = people;
  projectId = await grace.createProject('private', LONG_NAME);
  await grace.setRole(projectId, linus, 'editor');
  repositoryId = await connect(projectId);
  sessionId = await linus.addSession(projectId, 'Lab');
  const path = `/projects/${projectId}/sessions/${sessionId}`;
  const body = { commits: { [repositoryId]: git.earlier }, resources: { cpu: 0.5 } };
  const headers = { 'If-Match': (await linus.get(path)).headers.get('etag') ?? '' };
  expect((await linus.call('PATCH', path, { body, headers })).body['commits']).toEqual(body.commits);
  launchId = await launched(linus, projectId, sessionId);
});

afterAll(async () => {
  await browser.close();
  await system.remove();
  await git.close();
});

describe('rule 16, a run', () => {
  test('is told to who launched it and to auditors: what it was made of, who, when and how it went', async () => {
    const { linus, audrey, grace, ada } = people;
    for (const person of [linus, audrey]) {
      const { body } = await runOf(person, projectId, launchId);
      expect(body).toMatchObject({
        ...{ projectId, launchId, run: 1, sessionId, sessionName: 'Lab', status: 'running' },
        ...{ person: { userId: linus.userId, displayName: 'Linus' }, resources: { cpu: 0.5 } },
        repositories: [{ repositoryId, commit: git.earlier }],
      });
      expect(body['steps'][0]).toMatchObject({ type: 'SessionLaunched', actor: linus.userId });
      expect(body['steps']).toContainEqual(expect.objectContaining({ type: 'SessionStarted' }));
    }
    for (const person of [grace, ada]) expect((await runOf(person, projectId, launchId)).status).toBe(404);
  });

  test('is reproduced in another project, at the same commit, beside the session that it was of', async () => {
    const { linus, audrey, grace } = people;
    const target = await linus.createProject('private', 'Reproductions');
    const reproduce = (person: Person, body: object) =>
      person.post(`/projects/${projectId}/runs/${launchId}/1/reproduce`, body);
    const missing = await reproduce(linus, { projectId: target });
    expect(missing.body).toMatchObject({ status: 422, code: 'unknown-repository' });
    expect(missing.body['detail']).toContain(`${git.origin}/good.git`);
    await connect(target);
    expect((await reproduce(grace, { projectId: target })).status).toBe(404);
    expect((await reproduce(audrey, { projectId: target })).body).toMatchObject({ code: 'forbidden' });

    const { status, body, headers } = await reproduce(linus, { projectId: target, name: 'Figure 3' });
    const { body: session } = await linus.get(`/projects/${target}/sessions/${body['sessionId']}`);
    const { body: original } = await runOf(linus, projectId, launchId);
    expect([status, headers.get('location')]).toEqual([
      201,
      `/api/v1/projects/${target}/sessions/${body['sessionId']}`,
    ]);
    expect(session).toMatchObject({
      ...{ name: 'Figure 3', resources: original['resources'], repositories: [repositoryId] },
      ...{ commits: { [repositoryId]: git.earlier }, environment: { image: original['image'] } },
    });
    const again = await launched(linus, target, String(body['sessionId']));
    expect((await runOf(linus, target, again)).body).toMatchObject({
      repositories: [{ repositoryId, commit: git.earlier }],
    });

    const added = (person: Person) =>
      person.get<{ data: object }[]>(`/projects/${target}/history?type=EnvironmentAdded`);
    const from = { projectId, launchId, run: 1 };
    expect((await added(audrey)).body[0]?.data).toMatchObject({ reproducedFrom: from });
    expect((await added(linus)).body[0]?.data).not.toHaveProperty('reproducedFrom');
  });

  inBrowser('has a page, from which it is reproduced by keyboard alone', async () => {
    const page = await browser.page('Linus');
    await page.goto(`${system.url}/projects/${projectId}/sessions/${sessionId}`);
    await page.getByRole('list', { name: 'Runs, the newest first' }).getByRole('link', { name: 'Run 1' }).click();
    await page.getByRole('heading', { level: 1, name: 'Run 1' }).waitFor();
    expect(new URL(page.url()).pathname).toBe(`/projects/${projectId}/runs/${launchId}/1`);
    await page.getByText(git.earlier).waitFor();
    await page.getByText('Its session is configured in the same way now.').waitFor();
    await isReadable(page);

    const path = `/projects/${projectId}/sessions/${sessionId}`;
    const headers = { 'If-Match': (await people.linus.get(path)).headers.get('etag') ?? '' };
    await people.linus.call('PATCH', path, { body: { resources: { cpu: 0.25 } }, headers });
    await page.getByRole('region', { name: 'What its session has now' }).getByText('0.25 CPU').waitFor();

    await page.getByRole('button', { name: 'Reproduce' }).focus();
    await page.keyboard.press('Enter');
    const dialog = page.getByRole('dialog', { name: 'Reproduce run 1' });
    await dialog.getByText('changes that were never pushed').waitFor();
    await dialog.getByLabel('Name').waitFor();
    await isReadable(page);
    await dialog.getByLabel('Name').focus();
    await page.keyboard.press('Control+A');
    await page.keyboard.type('Figure 4');
    await page.keyboard.press('Enter');
    await page.getByRole('heading', { level: 1, name: 'Figure 4' }).waitFor();
    await page.getByText(`at ${git.earlier.slice(0, 8)}`).waitFor();
  });

  inBrowser('that goes on is seen by an auditor at its session, and not whose', async () => {
    const page = await browser.page('Audrey');
    await page.goto(`${system.url}/projects/${projectId}`);
    await page.getByRole('article', { name: 'Lab' }).getByText('Run by 1 person').waitFor();
    await page.getByRole('article', { name: 'Lab' }).getByRole('link', { name: 'Lab' }).click();
    await page.getByRole('heading', { level: 1, name: 'Lab' }).waitFor();
    await page.getByText('Run by 1 person').waitFor();
    expect(await page.getByText('Inactive').count()).toBe(0);
  });

  inBrowser('is gone to by an auditor from the history, and from what was reproduced from it', async () => {
    const page = await browser.page('Audrey');
    await page.goto(`${system.url}/projects/${projectId}/history`);
    await page.getByRole('link', { name: 'reproduced from run 1' }).click();
    await page.getByRole('link', { name: 'The run that it was reproduced from' }).click();
    await page.getByRole('heading', { level: 1, name: 'Run 1' }).waitFor();
    await page.getByText('Linus', { exact: true }).waitFor();
    await page.goBack();
    await page.locator('summary', { hasText: 'Linus’s “Lab” is running' }).click();
    await page.getByRole('link', { name: 'Run 1: with what it was made' }).click();
    await page.getByText(git.earlier).waitFor();
    await isReadable(page);
  });
});
