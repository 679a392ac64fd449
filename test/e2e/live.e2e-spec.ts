import { randomInt, randomUUID } from 'node:crypto';
import { type EventEmitter, once } from 'node:events';
import { setTimeout as delay } from 'node:timers/promises';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { freePort } from '../support/free-port.js';
import { until } from '../support/until.js';
import { Listener, type LiveEvent } from './support/listener.js';
import { Notifier } from './support/notifier.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let grace: Person;
let linus: Person;
let audrey: Person;
const open: Listener[] = [];

beforeAll(async () => {
  // named, so that it is the same one after a restart
  system = await System.start({ PORT: String(await freePort()) });
  ({ grace, linus, audrey } = await system.everybody());
});
afterEach(() => {
  for (const listener of open.splice(0)) listener.close();
});
afterAll(() => system.remove());

const listen = async (token: string): Promise<Listener> => {
  const listener = await Listener.connect(system.url, token);
  open.push(listener);
  return listener;
};

const rename = (projectId: string, name: string) => grace.call('PATCH', `/projects/${projectId}`, { body: { name } });

const typesOf = ({ events }: Listener): string[] => events.map(({ type }) => type);

describe('getting in', () => {
  test.each([
    ['no token', {}],
    ['a bad token', { token: 'nonsense' }],
    ['a token of another kind', { token: 42 }],
  ])('%s is refused with a problem', async (_, auth) => {
    const refused = Listener.connect(system.url, (auth as { token: string }).token);
    await expect(refused).rejects.toMatchObject({
      data: { code: 'unauthenticated', title: expect.any(String) },
    });
  });

  test('thirty connections of a person are let in, the next one is refused with what to do', async () => {
    for (let n = 0; n < 30; n += 1) await listen(linus.token);
    const problem = { code: 'too-many-requests', detail: expect.stringContaining('close some') };
    await expect(listen(linus.token)).rejects.toMatchObject({ data: problem });
    await listen(grace.token);
    open.shift()?.close();
    await until('there is room again', async () =>
      listen(linus.token).then(
        () => true,
        () => false,
      ),
    );
  });

  test.each([
    ['neither a project nor an inbox', {}],
    ['both of them', { project: randomUUID(), inbox: true }],
    ['an inbox that is another’s', { inbox: randomUUID() }],
    ['a project that is no id', { project: 'x' }],
    ['an unknown field', { project: randomUUID(), colour: 'red' }],
    ['a position that is none', { project: randomUUID(), after: '-1' }],
    ['no message', null],
  ])('a subscription with %s is refused with a problem, and the socket goes on', async (_, message) => {
    const listener = await listen(grace.token);
    expect(await listener.emit('subscribe', message as object)).toMatchObject({ ok: false, problem: { status: 400 } });
    expect(await listener.subscribe(await grace.createProject())).toMatchObject({ ok: true });
  });

  test('a message that there is not is refused by its name', async () => {
    const listener = await listen(linus.token);
    const problem = { code: 'not-found', status: 404, detail: expect.stringContaining('“subscrbe”') as unknown };
    expect(await listener.socket.emitWithAck('subscrbe', {})).toMatchObject({ ok: false, problem });
    expect(await listener.socket.emitWithAck('toString', {})).toMatchObject({
      ok: false,
      problem: { code: 'not-found' },
    });
  });

  test('a project that one may not read does not exist', async () => {
    const projectId = await grace.createProject();
    const hidden = { ok: false, problem: { code: 'project-not-found', status: 404 } };
    expect(await (await listen(linus.token)).subscribe(projectId)).toMatchObject(hidden);
    expect(await (await listen(grace.token)).subscribe(randomUUID())).toMatchObject(hidden);
    expect(await (await listen(audrey.token)).subscribe(projectId)).toMatchObject({ ok: true });
  });
});

describe('what one hears', () => {
  test('from now on, in order, with ids and data', async () => {
    const projectId = await grace.createProject();
    const listener = await listen(grace.token);
    const { ok, position } = await listener.subscribe(projectId);
    expect([ok, position]).toEqual([true, expect.stringMatching(/^\d+$/)]);
    await rename(projectId, 'Heard');
    const sessionId = await grace.addSession(projectId, 'Mine');
    await listener.first('DefaultSessionChosen');
    expect(typesOf(listener)).toEqual(['ProjectRenamed', 'EnvironmentAdded', 'DefaultSessionChosen']);
    expect(listener.events[0]).toMatchObject({ projectId, data: { name: 'Heard' }, at: expect.stringMatching(/Z$/) });
    expect(listener.events[1]).toMatchObject({ projectId, sessionId });
    expect(listener.positions).toEqual([...listener.positions].sort((a, b) => (a < b ? -1 : 1)));
  });

  test('the past as well, when asked, and other projects never', async () => {
    const [projectId, other] = [await grace.createProject(), await grace.createProject()];
    await rename(projectId, 'One');
    const listener = await listen(grace.token);
    await listener.subscribe(projectId, '0');
    await rename(other, 'Not heard');
    await rename(projectId, 'Two');
    await listener.first('ProjectRenamed', ({ data }) => data['name'] === 'Two');
    expect(typesOf(listener)).toEqual(['ProjectCreated', 'ProjectRenamed', 'ProjectRenamed']);
  });

  test('one’s own launches and nobody else’s', async () => {
    const projectId = await grace.createProject('public');
    await grace.addSession(projectId);
    const [own, others] = [await listen(linus.token), await listen(grace.token)];
    await own.subscribe(projectId);
    await others.subscribe(projectId);
    await linus.post(`/projects/${projectId}/launch`);
    await own.first('SessionStarted');
    await rename(projectId, 'Last');
    await others.first('ProjectRenamed');
    expect(typesOf(others)).toEqual(['ProjectRenamed']);
    expect(typesOf(own)).toEqual(expect.arrayContaining(['SessionLaunched', 'LaunchProgressed', 'SessionStarted']));
  });

  test('nothing after unsubscribing, and again after subscribing', async () => {
    const projectId = await grace.createProject();
    const listener = await listen(grace.token);
    await listener.subscribe(projectId);
    expect(await listener.emit('unsubscribe', { project: projectId })).toMatchObject({ ok: true });
    await rename(projectId, 'Unheard');
    const { position } = await listener.subscribe(projectId);
    await rename(projectId, 'Heard');
    await listener.first('ProjectRenamed', ({ data }) => data['name'] === 'Heard');
    expect(listener.events).toHaveLength(1);
    expect(listener.positions[0]).toBeGreaterThan(BigInt(position!));
  });
});

describe('resuming', () => {
  test('twenty reconnections or more, at random while commands go on: no gap, no duplicate, in order', async () => {
    const projectId = await grace.createProject();
    let isWriting = true;
    let written = 0;
    const write = async (): Promise<void> => {
      while (isWriting) expect((await rename(projectId, `Name ${++written}`)).status).toBe(200);
    };
    const writing = [write(), write()];
    const heard: LiveEvent[] = [];
    for (let attempt = 0; attempt < 20 || heard.length <= 20; attempt += 1) {
      const listener = await listen(grace.token);
      const after = heard.at(-1)?.position ?? '0';
      expect(await listener.subscribe(projectId, after)).toEqual({ ok: true, position: after });
      if (attempt % 3 !== 0) await until('something new', () => listener.events.length > 0);
      await delay(randomInt(40));
      listener.close();
      heard.push(...listener.events);
    }
    isWriting = false;
    await Promise.all(writing);
    const last = await listen(grace.token);
    await last.subscribe(projectId, heard.at(-1)?.position ?? '0');
    const history = (await grace.get<{ position: string }[]>(`/projects/${projectId}/history?limit=1000`)).body;
    await until('the end of the history', () => heard.length + last.events.length >= history.length);
    expect([...heard, ...last.events].map(({ position }) => position)).toEqual(history.map(({ position }) => position));
  });

  test.each(['SIGTERM', 'SIGKILL'] as const)(
    'an API that ends by %s is noticed; after its restart one is connected by itself and goes on where one was',
    async (signal) => {
      const projectId = await grace.createProject();
      const listener = await listen(grace.token);
      const { socket } = listener;
      listener.reconnect();
      await listener.subscribe(projectId, '0');
      await listener.first('ProjectCreated');
      const why = once(socket as unknown as EventEmitter, 'disconnect');
      const renamed = rename(projectId, 'At the last moment').catch(() => undefined);
      const { code } = await system.program.end(signal);
      expect(code).toBe(signal === 'SIGTERM' ? 0 : null);
      await renamed;
      expect((await why)[0]).toBe('transport close');
      await system.restart();
      ({ grace, linus, audrey } = await system.everybody());
      await rename(projectId, 'Meanwhile');
      await until('connected again', () => socket.connected);
      await listener.subscribe(projectId, listener.events.at(-1)!.position);
      await listener.first('ProjectRenamed', ({ data }) => data['name'] === 'Meanwhile');
      const history = (await grace.get<{ position: string }[]>(`/projects/${projectId}/history`)).body;
      expect(listener.events.map(({ position }) => position)).toEqual(history.map(({ position }) => position));
    },
  );
});

describe('rights change while one listens', () => {
  test('lost access ends the feed with the position to resume from', async () => {
    const projectId = await grace.createProject();
    await grace.setRole(projectId, linus, 'viewer');
    const listener = await listen(linus.token);
    await listener.subscribe(projectId);
    await rename(projectId, 'Still heard');
    await listener.first('ProjectRenamed');
    await grace.removeMember(projectId, linus);
    const ended = await until('ended', () => listener.ended[0]);
    expect(ended).toMatchObject({ project: projectId, reason: 'access-lost' });
    await rename(projectId, 'Not heard');
    expect(await listener.subscribe(projectId)).toMatchObject({ ok: false });
    await grace.setRole(projectId, linus, 'viewer');
    await listener.subscribe(projectId, ended.position);
    await listener.first('MemberRoleSet');
    expect(typesOf(listener)).toEqual(['ProjectRenamed', 'MemberRemoved', 'ProjectRenamed', 'MemberRoleSet']);
  });

  test('a token is renewed in place; another person’s is refused', async () => {
    const projectId = await grace.createProject();
    const listener = await listen(grace.token);
    await listener.subscribe(projectId);
    expect(await listener.emit('authenticate', { token: await system.token('grace') })).toMatchObject({ ok: true });
    expect(await listener.emit('authenticate', { token: linus.token })).toMatchObject({
      ok: false,
      problem: { code: 'forbidden' },
    });
    expect(await listener.emit('authenticate', { token: 'nonsense' })).toMatchObject({
      ok: false,
      problem: { code: 'unauthenticated' },
    });
    await rename(projectId, 'Still heard');
    await listener.first('ProjectRenamed');
  });
});

describe('rule 12, one’s own inbox', () => {
  let notifier: Notifier;
  let session: { projectId: string; sessionId: string };

  beforeEach(async () => {
    notifier = await Notifier.on(system.dataDir);
    const projectId = await grace.createProject();
    session = { projectId, sessionId: await grace.addSession(projectId, 'Analysis') };
  });
  afterEach(() => notifier.close());

  test('is heard from now on, beside projects, in each tab; nobody else’s is', async () => {
    const tabs = [await listen(grace.token), await listen(grace.token)];
    const other = await listen(linus.token);
    for (const one of [...tabs, other])
      expect(await one.subscribeToInbox()).toEqual({ ok: true, position: expect.stringMatching(/^\d+$/) });
    await tabs[0]!.subscribe(session.projectId);
    await notifier.imageAvailable(grace, session, 'a');
    const heard = await tabs[1]!.first('NotificationRaised');
    expect(heard).toMatchObject({ inbox: true, ...session, data: { kind: 'image-available', branch: 'main' } });
    const { body } = await grace.get<{ notificationId: string }[]>('/notifications');
    expect((await grace.post(`/notifications/${body[0]?.notificationId}/read`)).status).toBe(204);
    for (const tab of tabs) await tab.first('NotificationRead');
    await rename(session.projectId, 'Heard too');
    await tabs[0]!.first('ProjectRenamed');
    expect(tabs.map(typesOf)).toEqual([
      ['NotificationRaised', 'NotificationRead', 'ProjectRenamed'],
      ['NotificationRaised', 'NotificationRead'],
    ]);
    expect(other.events).toEqual([]);
  });

  test('is heard no more after unsubscribing; the project is', async () => {
    const listener = await listen(grace.token);
    await listener.subscribeToInbox();
    await listener.subscribe(session.projectId);
    expect(await listener.emit('unsubscribe', { inbox: true })).toMatchObject({ ok: true });
    await notifier.imageAvailable(grace, session, 'unheard');
    await rename(session.projectId, 'Heard');
    await listener.first('ProjectRenamed');
    expect(typesOf(listener)).toEqual(['ProjectRenamed']);
  });

  test('resumed at random while notifications come: no gap, no duplicate, in order', async () => {
    let isWriting = true;
    let build = 0;
    const write = async (): Promise<void> => {
      while (isWriting) {
        await notifier.imageAvailable(grace, session, `r${(build += 1)}`);
        if (build % 5 === 0) await grace.post('/notifications/read-all');
      }
    };
    const writing = write();
    const heard: LiveEvent[] = [];
    for (let attempt = 0; attempt < 20 || heard.length <= 20; attempt += 1) {
      const listener = await listen(grace.token);
      const after = heard.at(-1)?.position ?? '0';
      expect(await listener.subscribeToInbox(after)).toEqual({ ok: true, position: after });
      if (attempt % 3 !== 0) await until('something new', () => listener.events.length > 0);
      await delay(randomInt(40));
      listener.close();
      heard.push(...listener.events);
    }
    isWriting = false;
    await writing;
    const last = await listen(grace.token);
    await last.subscribeToInbox(heard.at(-1)?.position ?? '0');
    const written = await notifier.positionsIn(grace);
    await until('the end of the inbox', () => heard.length + last.events.length >= written.length);
    expect([...heard, ...last.events].map(({ position }) => position)).toEqual(written);
  });

  test('says nothing about a project that one may not read any more', async () => {
    await grace.setRole(session.projectId, linus, 'editor');
    const own = await linus.createProject();
    await notifier.imageAvailable(linus, session, 'before');
    await grace.removeMember(session.projectId, linus);
    const listener = await listen(linus.token);
    await listener.subscribeToInbox('0');
    await notifier.imageAvailable(linus, session, 'after');
    await notifier.imageAvailable(linus, { projectId: own, sessionId: randomUUID() }, 'own');
    const { projectId } = await listener.first('NotificationRaised');
    expect(projectId).toBe(own);
    expect((await linus.get('/inbox')).body).toEqual({ unread: 1 });
  });
});
