import { randomUUID } from 'node:crypto';
import { type EventEmitter, once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { notificationDocuments } from '#libs/notifications';
import { Balancer } from '../support/balancer.js';
import { browserRequest } from '../support/browser-request.js';
import { Deployment, type MemberName, memberNames } from '../support/deployment.js';
import { startPrivateGitServer } from '../support/private-git-server.js';
import { endSessions, runnersOf } from '../support/session-processes.js';
import { until } from '../support/until.js';
import { Listener } from './support/listener.js';
import { Notifier } from './support/notifier.js';
import { openReadModels } from './support/open-read-models.js';
import { type Loose, Person, type Seen } from './support/person.js';

let dataDir: string;
let deployment: Deployment;
const seen: Seen = { position: 0n };
let token: string;
/** Grace, at either API. */
let one: Person;
let other: Person;

interface Readiness {
  readonly ready: boolean;
  readonly checks: Readonly<Record<string, { readonly status: string; readonly detail?: string }>>;
}

const readiness = async (member: MemberName): Promise<Readiness> =>
  (await (await fetch(`${deployment.operationsUrl(member)}/readyz`)).json()) as Readiness;

/** What the two workers say of a part of their work. */
const statesOf = async (part: string): Promise<string> => {
  const workers = await Promise.all([readiness('worker-1'), readiness('worker-2')]);
  const states = workers.map(({ checks }) => checks[part]?.detail);
  return states.toSorted().join();
};

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'renku-sessions-processes-'));
  // whoever looks at one that is ending must have looked by then, on a busy machine too
  deployment = await Deployment.in(dataDir, { SHUTDOWN_DELAY: '5' });
  await deployment.start();
  token = await deployment.token('grace');
  const me = await fetch(`${deployment.url('api-2')}/api/v1/me`, { headers: { Authorization: `Bearer ${token}` } });
  const { userId } = (await me.json()) as { userId: string };
  one = new Person(deployment.url('api-1'), token, userId, seen);
  other = new Person(deployment.url('api-2'), token, userId, seen);
  await until('the catalogue is there', async () => (await one.get<Loose[]>('/environments')).body.length > 0);
});
afterAll(async () => {
  await deployment.end();
  await endSessions(dataDir);
  await rm(dataDir, { recursive: true, force: true });
});

const sessionsIn = async (directory: string, launchId: string): Promise<number> =>
  (await runnersOf(directory)).filter(({ run }) => run.includes(launchId)).length;

const statusOf = async (launchId: string): Promise<string> => {
  const { body } = await other.get(`/launches/${launchId}`);
  return String(body['status']);
};
const untilStatus = (launchId: string, status: string): Promise<unknown> =>
  until(`the launch is ${status}`, async () => (await statusOf(launchId)) === status, 60_000);

/** A project with a session. */
const prepare = async (): Promise<string> => {
  const projectId = await one.createProject();
  await other.addSession(projectId);
  return projectId;
};

const launch = async (projectId: string): Promise<string> => {
  const { status, body } = await one.post(`/projects/${projectId}/launch`);
  expect(status).toBe(202);
  return String(body['launchId']);
};

/** The same address at the other gateway. */
const at = (gateway: 'gateway-1' | 'gateway-2', address: string): string => {
  const url = new URL(address);
  url.port = new URL(deployment.url(gateway)).port;
  return url.href;
};

describe('two of each, on one pair of stores', () => {
  test('say on one line that they are ready, and where; the stores what to open as well', () => {
    for (const member of memberNames.filter((name) => name !== 'stores')) {
      const [part] = member.split('-');
      expect(deployment.process(member).stdout).toBe(`renku-sessions ${part} ready ${deployment.url(member)}\n`);
    }
    expect(deployment.process('stores').stdout).toMatch(
      /^renku-sessions stores ready http:\S+ OIDC_ISSUER=(http:\S+)\nopen \1\/open\?key=\S{43}\n$/,
    );
  });

  test.each(memberNames)('%s answers operators', async (member) => {
    const url = deployment.operationsUrl(member);
    const answers = await Promise.all(['healthz', 'metrics', 'version'].map((path) => fetch(`${url}/${path}`)));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200]);
    expect(await answers[1]?.text()).toContain('process_cpu_seconds_total');
    // a check of a busy machine may take longer than it is waited for
    await until('it is ready', async () => (await fetch(`${url}/readyz`)).status === 200);
  });

  test('one worker does each thing, and the other stands by', async () => {
    await until('the projector has one that acts', async () => (await statesOf('projector')) === 'acting,standing by');
  });

  test('launches are divided between the workers', async () => {
    const half = 'acting for 8 of 16 shards';
    await until('each has its share', async () => (await statesOf('launch-saga')) === `${half},${half}`);
  });

  test('clone with a token that an API took, and a worker opens', async () => {
    const server = await startPrivateGitServer({ token: 'canary-between-processes' });
    try {
      const path = `/me/connections/${encodeURIComponent(server.host)}`;
      const body = { token: 'canary-between-processes', repository: server.url };
      expect((await one.call('PUT', path, { body })).body).toMatchObject({ state: 'works' });
      expect((await other.get(path)).body).toMatchObject({ host: server.host, state: 'works' });
      const projectId = await prepare();
      await one.post(`/projects/${projectId}/repositories`, { url: server.url, name: 'private' });
      const launchId = await launch(projectId);
      await untilStatus(launchId, 'running');
      const { warnings } = (await other.get(`/launches/${launchId}`)).body as { warnings: Loose[] };
      expect(warnings.map(({ code }) => String(code))).toEqual(['image-not-used']);
      await one.post(`/launches/${launchId}/stop`, { discard: true });
      await untilStatus(launchId, 'inactive');
    } finally {
      await server.close();
    }
  });

  test('carry the story, whichever is asked', async () => {
    const launchId = await launch(await prepare());
    await untilStatus(launchId, 'running');
    const { body: ticket } = await other.post<{ url: string }>(`/launches/${launchId}/access`);
    const entered = await browserRequest(at('gateway-2', ticket.url));
    expect(entered.status).toBe(302);
    expect((await browserRequest(at('gateway-1', ticket.url))).status).toBe(401);
    for (const gateway of ['gateway-1', 'gateway-2'] as const) {
      const inside = await browserRequest(
        new URL(entered.location ?? '/', at(gateway, ticket.url)).href,
        entered.cookie,
      );
      expect([gateway, inside.status]).toEqual([gateway, 200]);
    }
    expect((await one.post(`/launches/${launchId}/pause`)).status).toBe(202);
    await untilStatus(launchId, 'paused');
    expect((await other.post(`/launches/${launchId}/resume`)).status).toBe(202);
    await untilStatus(launchId, 'running');
    expect((await one.post(`/launches/${launchId}/stop`)).status).toBe(202);
    await untilStatus(launchId, 'inactive');
  });
});

describe('an inbox', () => {
  test('is the same at each API: told, counted and read, whichever is asked; and closed with its person', async () => {
    const notifier = await Notifier.on(dataDir);
    const audreys = await deployment.token('audrey');
    const at = (api: 'api-1' | 'api-2', userId = '') => new Person(deployment.url(api), audreys, userId, seen);
    const { body: me } = await at('api-1').get<{ userId: string }>('/me');
    const [here, there] = [at('api-1', me.userId), at('api-2', me.userId)];
    const tabs = await Promise.all(
      (['api-1', 'api-2'] as const).map((api) => Listener.connect(deployment.url(api), audreys)),
    );
    for (const tab of tabs) expect(await tab.subscribeToInbox()).toMatchObject({ ok: true });
    const projectId = await here.createProject();
    await notifier.imageAvailable(here, { projectId, sessionId: await here.addSession(projectId) }, 'a');
    for (const tab of tabs) await tab.first('NotificationRaised');
    expect((await there.get('/inbox')).body).toEqual({ unread: 1 });
    expect((await here.post('/notifications/read-all')).status).toBe(204);
    for (const tab of tabs) await tab.first('NotificationRead');
    expect((await there.get('/inbox')).body).toEqual({ unread: 0 });

    const database = await openReadModels(dataDir);
    const documents = () =>
      database.readModels.documents<{ userId: string }>(notificationDocuments).find({ userId: me.userId });
    expect(await documents()).toHaveLength(1);
    expect((await here.call('DELETE', '/me')).status).toBe(204);
    await until('the inbox is closed', async () => (await notifier.typesIn(here)).at(-1) === 'InboxClosed');
    await until('nothing is left of it in the read models', async () => (await documents()).length === 0);
    await notifier.imageAvailable(here, { projectId, sessionId: randomUUID() }, 'too late');
    expect(await notifier.typesIn(here)).toEqual(['NotificationRaised', 'NotificationRead', 'InboxClosed']);
    for (const tab of tabs) tab.close();
    await database.close();
    await notifier.close();
  });
});

describe('an erasure at one API', () => {
  test('is known at the other at once: no request, no connection; and what they ran ends', async () => {
    const linus = await deployment.token('linus');
    const asLinus = (api: 'api-1' | 'api-2', userId = '') => new Person(deployment.url(api), linus, userId, seen);
    const { body: me } = await asLinus('api-2').get<{ userId: string }>('/me');
    const there = asLinus('api-2', me.userId);
    const projectId = await one.createProject('public');
    await one.addSession(projectId);
    const { body: launched } = await there.post<{ launchId: string }>(`/projects/${projectId}/launch`);
    await until('it runs', async () => (await sessionsIn(dataDir, launched.launchId)) === 1, 60_000);
    const listener = await Listener.connect(deployment.url('api-2'), linus);
    await listener.subscribe(projectId);

    expect((await asLinus('api-1').call('DELETE', '/me')).status).toBe(204);
    // without waiting for read models, which have nothing to do with it
    const isRefused = async () => (await there.get('/me', { 'Min-Position': '0' })).status === 401;
    await until('refused', isRefused, 5_000);
    await until('hung up', () => !listener.socket.connected, 5_000);
    expect(listener.ended).toMatchObject([{ project: projectId, reason: 'token-expired' }]);
    await until('nothing of it runs', async () => (await sessionsIn(dataDir, launched.launchId)) === 0);
    listener.close();
  });
});

describe('kill -9', () => {
  test('of the worker that acts: the other has taken over within 15 s, and nothing is done twice', async () => {
    const isActing = async (worker: MemberName): Promise<boolean> => {
      const { checks } = await readiness(worker);
      const tasks = Object.entries(checks).filter(([name]) => /^(policy:|projector$)/.test(name));
      const hasAllLaunches = checks['launch-saga']?.detail === 'acting for 16 of 16 shards';
      return hasAllLaunches && tasks.every(([, { detail }]) => detail === 'acting');
    };
    const acting = await until('one projects', async () => {
      const { checks } = await readiness('worker-1');
      return checks['projector']?.detail === 'acting' ? 'worker-1' : 'worker-2';
    });
    const [before, meanwhile] = [await prepare(), await prepare()];
    const going = await launch(before);
    await untilStatus(going, 'running');
    await deployment.kill(acting);
    const killedAt = performance.now();
    const begun = await launch(meanwhile);
    const successor = acting === 'worker-1' ? 'worker-2' : 'worker-1';
    await until('the other does everything', () => isActing(successor), 30_000);
    expect(performance.now() - killedAt).toBeLessThan(15_000);
    await untilStatus(begun, 'running');
    for (const [projectId, launchId] of [
      [before, going],
      [meanwhile, begun],
    ] as const) {
      expect(await sessionsIn(dataDir, launchId)).toBe(1);
      const { body: history } = await one.get<Loose[]>(`/projects/${projectId}/history?limit=100`);
      expect(history.filter(({ type }) => type === 'SessionStarted')).toHaveLength(1);
      await one.post(`/launches/${launchId}/stop`);
      await untilStatus(launchId, 'inactive');
    }
    await deployment.startOne(acting);
  });

  test('of an API: who listened comes back to the other, and misses nothing', async () => {
    // the first connection goes to the second of them: the one that is killed
    const balancer = await Balancer.before([deployment.url('api-2'), deployment.url('api-1')]);
    const projectId = await one.createProject();
    const listener = await Listener.connect(balancer.url, token);
    listener.reconnect();
    const rename = (name: string) => other.call('PATCH', `/projects/${projectId}`, { body: { name } });
    await listener.subscribe(projectId, '0');
    await listener.first('ProjectCreated');
    const cutOff = once(listener.socket as unknown as EventEmitter, 'disconnect');
    await deployment.kill('api-1');
    await cutOff;
    await rename('Meanwhile');
    await until('connected again', () => listener.socket.connected);
    await listener.subscribe(projectId, listener.events.at(-1)?.position);
    await rename('Live again');
    await listener.first('ProjectRenamed', ({ data }) => data['name'] === 'Live again');
    expect(listener.events.map(({ type }) => type)).toEqual(['ProjectCreated', 'ProjectRenamed', 'ProjectRenamed']);
    listener.close();
    await balancer.close();
    await deployment.startOne('api-1');
  });

  test('of a gateway: the cookie opens the other', async () => {
    const launchId = await launch(await prepare());
    await untilStatus(launchId, 'running');
    const { body: ticket } = await other.post<{ url: string }>(`/launches/${launchId}/access`);
    const { cookie, location } = await browserRequest(at('gateway-1', ticket.url));
    await deployment.kill('gateway-1');
    const inside = await browserRequest(new URL(location ?? '/', at('gateway-2', ticket.url)).href, cookie);
    expect(inside.status).toBe(200);
    await deployment.startOne('gateway-1');
    await one.post(`/launches/${launchId}/stop`);
  });

  test('of the stores: everybody waits for them, and goes on', async () => {
    const projectId = await one.createProject();
    await deployment.kill('stores');
    expect((await readiness('api-1')).ready).toBe(false);
    expect((await readiness('gateway-2')).ready).toBe(false);
    await deployment.startOne('stores');
    await until(
      'all are ready',
      async () => (await Promise.all(memberNames.map(readiness))).every(({ ready }) => ready),
      60_000,
    );
    expect((await one.call('PATCH', `/projects/${projectId}`, { body: { name: 'After' } })).status).toBe(200);
    // whichever worker acts now may have to take its lease first: until then a read that must be new is refused, 503
    const renamed = await until('what was written since can be read', async () => {
      const answer = await other.get(`/projects/${projectId}`);
      return answer.status === 503 ? undefined : answer;
    });
    expect(renamed.body).toMatchObject({ name: 'After' });
  });
});

describe('while no worker runs', () => {
  test('an API that starts is not ready before it shows what was written until then; one that was ready goes on', async () => {
    const projectId = await one.createProject();
    const workers = ['worker-1', 'worker-2'] as const;
    await Promise.all([...workers, 'api-1' as const].map((member) => deployment.process(member).end()));
    expect((await other.call('PATCH', `/projects/${projectId}`, { body: { name: 'Meanwhile' } })).status).toBe(200);
    await deployment.startOne('api-1');
    // a check of a busy machine may take longer than it is waited for
    const { ready, checks } = await until('it has looked', async () => {
      const found = await readiness('api-1');
      return found.checks['read-models']?.detail?.startsWith('behind the log') === true && found;
    });
    expect([ready, checks['read-models']?.status]).toEqual([false, 'down']);
    await until('the other is ready', async () => (await readiness('api-2')).ready);
    await Promise.all(workers.map((worker) => deployment.startOne(worker)));
    await until('it is ready', async () => (await readiness('api-1')).ready);
    const { body } = await one.get(`/projects/${projectId}`, { 'Min-Position': '0' });
    expect(body).toMatchObject({ name: 'Meanwhile' });
  });
});

describe('SIGTERM', () => {
  test.concurrent.each(['api-2', 'worker-2', 'gateway-2'] as const)(
    '%s is not ready at once, still serves, and then ends cleanly',
    async (member) => {
      const ending = deployment.process(member).end();
      await until('not ready', async () => (await fetch(`${deployment.operationsUrl(member)}/readyz`)).status === 503);
      expect((await fetch(`${deployment.url(member)}/healthz`)).status).toBe(200);
      expect((await ending).code).toBe(0);
      await expect(fetch(`${deployment.url(member)}/healthz`)).rejects.toThrow();
    },
  );
});
