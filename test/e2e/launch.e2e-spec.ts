import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { browserRequest } from '../support/browser-request.js';
import { runnersOf, sessionProcesses } from '../support/session-processes.js';
import { until } from '../support/until.js';
import type { Answer, Person } from './support/person.js';
import { System } from './support/system.js';

interface Launch {
  readonly launchId: string;
  readonly run: number;
  readonly status: string;
  readonly phase?: string;
  readonly queuePosition?: number;
  readonly reason?: { readonly code: string };
  readonly warnings: readonly { readonly code: string; readonly message: string }[];
}

let system: System;
let grace: Person;
let linus: Person;
let audrey: Person;

beforeAll(async () => {
  system = await System.start({ MAX_RUNNING_PER_USER: '1' });
  ({ grace, linus, audrey } = await system.everybody());
});
afterEach(async () => {
  for (const who of [grace, linus])
    for (const { launchId } of (await who.get<Launch[]>('/launches')).body)
      await who.post(`/launches/${launchId}/stop`, { discard: true });
  await until('no session is left', async () => (await sessionProcesses(system.dataDir)).length === 0);
});
afterAll(() => system.remove());

const projectWithSession = async (visibility: 'private' | 'public' = 'private') => {
  const projectId = await grace.createProject(visibility);
  return { projectId, sessionId: await grace.addSession(projectId) };
};

const launch = (who: Person, projectId: string): Promise<Answer<Launch>> =>
  who.post<Launch>(`/projects/${projectId}/launch`);

const untilIs = (who: Person, launchId: string, what: string, is: (launch: Launch) => boolean): Promise<Launch> =>
  until(`launch is ${what}`, async () => {
    const { body } = await who.get<Launch>(`/launches/${launchId}`);
    return is(body) ? body : undefined;
  });

const untilStatus = (who: Person, launchId: string, status: string, run = 1): Promise<Launch> =>
  untilIs(who, launchId, `${status}, run ${run}`, (now) => now.status === status && now.run === run);

const runners = (launchId: string) =>
  runnersOf(system.dataDir).then((all) => all.filter(({ run }) => run.includes(`/${launchId}/`)));

const events = async (projectId: string, type: string): Promise<Record<string, unknown>[]> =>
  (await audrey.get<{ data: Record<string, unknown> }[]>(`/projects/${projectId}/history?type=${type}`)).body.map(
    ({ data }) => data,
  );

describe('one launch per environment, project and user', () => {
  test('twenty at once are one run and one process', async () => {
    const { projectId, sessionId } = await projectWithSession();
    const answers = await Promise.all(
      Array.from({ length: 20 }, () => grace.post<Launch>(`/projects/${projectId}/sessions/${sessionId}/launch`)),
    );
    const { launchId } = answers[0]!.body;
    for (const { status, body } of answers) {
      expect([200, 202]).toContain(status);
      expect([body.launchId, body.run]).toEqual([launchId, 1]);
    }
    expect(answers.filter(({ status }) => status === 202)).toHaveLength(1);
    await untilStatus(grace, launchId, 'running');
    expect(await runnersOf(system.dataDir)).toHaveLength(1);
    expect(await events(projectId, 'SessionLaunched')).toHaveLength(1);
    expect((await launch(grace, projectId)).status).toBe(200);
  });

  test('another session on the same environment is refused, and says where the live one is', async () => {
    const { projectId, sessionId } = await projectWithSession();
    const second = await grace.addSession(projectId, 'Second');
    const { launchId } = (await launch(grace, projectId)).body;
    const refused = await grace.post(`/projects/${projectId}/sessions/${second}/launch`);
    expect([refused.status, refused.body]).toMatchObject([
      409,
      {
        code: 'environment-in-use',
        launchId,
        sessionId,
        links: { launch: `/api/v1/launches/${launchId}`, session: expect.stringContaining(sessionId) },
      },
    ]);
    await grace.post(`/launches/${launchId}/stop`);
    await untilStatus(grace, launchId, 'inactive');
    expect((await grace.post(`/projects/${projectId}/sessions/${second}/launch`)).status).toBe(202);
  });
});

describe('pause, resume, stop', () => {
  test('each does what it says, with one process at most', async () => {
    const { projectId } = await projectWithSession();
    const { launchId } = (await launch(grace, projectId)).body;
    const step = async (name: string): Promise<unknown> => {
      const { status, body } = await grace.post(`/launches/${launchId}/${name}`);
      return [status, body['code']];
    };
    await untilStatus(grace, launchId, 'running');
    expect(await step('resume')).toEqual([200, undefined]);
    expect(await step('pause')).toEqual([202, undefined]);
    await untilStatus(grace, launchId, 'paused');
    expect(await runners(launchId)).toEqual([]);
    expect(await readdir(join(system.dataDir, 'runtime', 'disks'))).not.toEqual([]);
    expect(await step('pause')).toEqual([200, undefined]);
    expect(await step('access')).toEqual([409, expect.any(String)]);
    expect(await step('resume')).toEqual([202, undefined]);
    await untilStatus(grace, launchId, 'running', 2);
    expect(await runners(launchId)).toHaveLength(1);
    expect(await step('stop')).toEqual([202, undefined]);
    await untilStatus(grace, launchId, 'inactive', 2);
    expect(await runners(launchId)).toEqual([]);
    expect(await step('pause')).toEqual([409, 'not-running']);
    expect(await step('resume')).toEqual([409, 'not-paused']);
    expect((await launch(grace, projectId)).body).toMatchObject({ launchId, run: 3 });
  });

  test('above the limit a launch waits in the queue, and starts when its turn comes', async () => {
    const [one, two, three] = [await projectWithSession(), await projectWithSession(), await projectWithSession()];
    const first = (await launch(grace, one.projectId)).body.launchId;
    await untilStatus(grace, first, 'running');
    const second = (await launch(grace, two.projectId)).body.launchId;
    await untilIs(
      grace,
      second,
      'queued first',
      ({ phase, queuePosition }) => phase === 'queued' && queuePosition === 1,
    );
    const third = (await launch(grace, three.projectId)).body.launchId;
    await untilIs(
      grace,
      third,
      'queued second',
      ({ phase, queuePosition }) => phase === 'queued' && queuePosition === 2,
    );
    expect(await runnersOf(system.dataDir)).toHaveLength(1);
    await grace.post(`/launches/${first}/stop`);
    await untilStatus(grace, second, 'running');
    await untilIs(grace, third, 'queued first', ({ queuePosition }) => queuePosition === 1);
    expect(await grace.post(`/launches/${third}/pause`)).toMatchObject({
      status: 202,
      body: { status: 'launching', phase: 'pausing' },
    });
    await untilStatus(grace, third, 'paused');
    expect(await runnersOf(system.dataDir)).toHaveLength(1);
  });
});

describe('what happens around a running session', () => {
  test('its session is removed: it is stopped', async () => {
    const { projectId, sessionId } = await projectWithSession();
    const { launchId } = (await launch(grace, projectId)).body;
    await untilStatus(grace, launchId, 'running');
    expect((await grace.call('DELETE', `/projects/${projectId}/sessions/${sessionId}`)).status).toBe(204);
    await untilStatus(grace, launchId, 'inactive');
    expect(await runners(launchId)).toEqual([]);
    expect(await events(projectId, 'SessionStopped')).toMatchObject([{ reason: 'session-removed' }]);
  });

  test('its user loses access: it is paused, and cannot be resumed', async () => {
    const { projectId } = await projectWithSession();
    await grace.setRole(projectId, linus, 'viewer');
    const { launchId } = (await launch(linus, projectId)).body;
    await untilStatus(linus, launchId, 'running');
    await grace.removeMember(projectId, linus);
    await untilStatus(linus, launchId, 'paused');
    expect(await runners(launchId)).toEqual([]);
    expect(await events(projectId, 'SessionPaused')).toMatchObject([{ by: 'access-lost' }]);
    expect((await linus.post(`/launches/${launchId}/resume`)).status).toBe(404);
    expect((await launch(linus, projectId)).status).toBe(404);
  });

  test('a repository that cannot be cloned is a warning', async () => {
    const { projectId } = await projectWithSession();
    const connected = await grace.post(`/projects/${projectId}/repositories`, { url: 'http://127.0.0.1:9/gone.git' });
    expect(connected.status).toBe(201);
    const { launchId } = (await launch(grace, projectId)).body;
    const { warnings } = await untilStatus(grace, launchId, 'running');
    expect(warnings.find(({ message }) => message.includes('gone'))).toMatchObject({
      code: expect.stringContaining('clone'),
    });
  });
});

describe('the way in', () => {
  test('a ticket opens the session once; then its cookie does, at this session’s address alone', async () => {
    const [one, two] = [await projectWithSession('public'), await projectWithSession('public')];
    const mine = (await launch(grace, one.projectId)).body.launchId;
    const theirs = (await launch(linus, two.projectId)).body.launchId;
    await untilStatus(grace, mine, 'running');
    await untilStatus(linus, theirs, 'running');
    const ticket = await grace.post<{ url: string; expiresAt: string }>(`/launches/${mine}/access`);
    expect(ticket.status).toBe(200);
    expect(Date.parse(ticket.body.expiresAt) - Date.now()).toBeLessThanOrEqual(31_000);
    const { url } = ticket.body;
    expect(new URL(url).hostname).toBe(`${mine}.localhost`);
    const elsewhere = (address: string): string => address.replace(mine, theirs);

    expect((await browserRequest(elsewhere(url))).cookie).toBeUndefined();
    const entered = await browserRequest(url);
    expect([entered.status, entered.cookie]).toEqual([302, expect.any(String)]);
    const home = new URL(entered.location!, url).href;
    expect((await browserRequest(home, entered.cookie)).status).toBe(200);
    expect((await browserRequest(url)).cookie).toBeUndefined();
    expect((await browserRequest(home)).status).not.toBe(200);
    expect((await browserRequest(elsewhere(home), entered.cookie)).status).not.toBe(200);
    expect((await linus.post(`/launches/${mine}/access`)).status).toBe(404);

    await grace.post(`/launches/${mine}/pause`);
    await untilStatus(grace, mine, 'paused');
    expect((await browserRequest(home, entered.cookie)).status).not.toBe(200);
  });
});

describe('a restart', () => {
  test('running sessions go on in the same process, and everything is there', async () => {
    const { projectId, sessionId } = await projectWithSession();
    const { launchId } = (await launch(grace, projectId)).body;
    await untilStatus(grace, launchId, 'running');
    const [before] = await runners(launchId);
    const seen = async (): Promise<unknown> => [
      (await grace.get(`/projects/${projectId}`)).body,
      (await grace.get(`/projects/${projectId}/sessions/${sessionId}`)).body,
      (await grace.get(`/launches/${launchId}`)).body,
      (await grace.get(`/projects/${projectId}/history`)).body,
    ];
    const told = await seen();
    const ended = await system.program.end();
    expect(ended.code).toBe(0);
    expect(await runners(launchId)).toEqual([before]);
    await system.restart();
    ({ grace, linus, audrey } = await system.everybody());
    expect(await seen()).toEqual(told);
    expect(await runners(launchId)).toEqual([before]);
    const { url } = (await grace.post<{ url: string }>(`/launches/${launchId}/access`)).body;
    expect((await browserRequest(url)).status).toBe(302);
    expect((await launch(grace, projectId)).status).toBe(200);
    await grace.post(`/launches/${launchId}/stop`);
    await untilStatus(grace, launchId, 'inactive');
    expect(await runners(launchId)).toEqual([]);
  });
});
