import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { USER_DIRECTORY } from '#libs/access';
import { type Person, people, type Slices, startSlices } from '../../sessions/src/slices.fixture.js';
import { DELIVERY_SETTINGS } from './delivery/delivery-settings.js';
import { DocumentOutbox } from './delivery/document-outbox.js';
import { UnsubscribeLinks } from './delivery/unsubscribe-links.js';
import { NotificationsRoutesModule } from './http/notifications-routes.module.js';
import { imageOf } from './inbox.fixture.js';
import { INBOX_SIZE } from './inbox.js';
import { notificationsEvents } from './notifications.events.js';
import { notificationDocuments } from './read/notifications.projection.js';
import { unreadNotifications } from './read/unread-notifications.projection.js';
import { CloseInbox } from './write/close-inbox.js';
import { RaiseNotification } from './write/raise-notification.js';

type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** Outside the console nobody is told. */
const parts = [
  { provide: DELIVERY_SETTINGS, useValue: { email: 'off', webhook: false } },
  { provide: DocumentOutbox, useValue: undefined },
  { provide: UnsubscribeLinks, useValue: undefined },
  { provide: USER_DIRECTORY, useValue: undefined },
];

@Global()
@Module({ providers: parts, exports: parts })
class NothingDelivered {}

let slices: Slices;

const at =
  (person: Person) =>
  async (method: Method, path: string, body?: object, headers: object = {}) => {
    const answer = await slices.app.inject({
      method,
      url: path.startsWith('/api') ? path : `/api/v1${path}`,
      headers: { authorization: `Bearer ${person}`, ...headers },
      ...(body === undefined ? {} : { payload: body }),
    });
    const link = /^<(.*)>; rel="next"$/.exec(String(answer.headers.link ?? ''))?.[1];
    return { status: answer.statusCode, link, body: answer.body === '' ? undefined : JSON.parse(answer.body) };
  };
const [ada, grace, linus] = [at('ada'), at('grace'), at('linus')];

/** As a policy sends its commands. */
const bySystem = () => {
  const commandId = randomUUID();
  return { commandId, actor: 'system:spec', correlationId: commandId, causationId: commandId };
};

let projectId: string;
let sessionId: string;

const addSession = async (project: string, name: string): Promise<string> => {
  const environment = { source: 'image', image: imageOf('1').reference, name: 'Mine' };
  const { body } = await grace('POST', `/projects/${project}/sessions`, { environment, name });
  return body.sessionId as string;
};

interface Told {
  readonly project?: string;
  readonly session?: string;
}

const raise = (person: Person, build: string, { project = projectId, session = sessionId }: Told = {}) =>
  slices.app.get(CommandBus).execute(
    new RaiseNotification(
      {
        userId: people[person],
        notice: {
          ...{ kind: 'image-available', projectId: project, sessionId: session },
          ...{ image: imageOf(build), commit: `commit-${build}`, branch: 'main' },
        },
      },
      bySystem(),
    ),
  );

const buildsOf = (body: unknown): string[] =>
  (body as { readonly commit: string }[]).map(({ commit }) => commit.replace('commit-', ''));

beforeEach(async () => {
  slices = await startSlices({
    events: [notificationsEvents],
    projections: [notificationDocuments, unreadNotifications],
    modules: [NothingDelivered, NotificationsRoutesModule],
  });
  ({ projectId } = (await grace('POST', '/projects', { name: 'Flights' })).body);
  sessionId = await addSession(projectId, 'Analysis');
});

afterEach(async () => {
  await slices.app.close();
});

describe('rule 12, an inbox, as its person uses it,', () => {
  test('says what there is with the names of today, is counted, and is read', async () => {
    await raise('grace', 'a');
    const [notification] = (await grace('GET', '/notifications')).body;
    expect(notification).toEqual({
      ...{ notificationId: expect.any(String), kind: 'image-available', read: false, raisedAt: expect.any(String) },
      ...{ projectId, projectName: 'Flights', sessionId, sessionName: 'Analysis' },
      ...{ image: imageOf('a'), commit: 'commit-a', branch: 'main' },
    });
    expect((await grace('GET', '/inbox')).body).toEqual({ unread: 1 });
    const path = `/notifications/${notification.notificationId}/read`;
    expect(await grace('POST', path)).toMatchObject({ status: 204 });
    expect(await grace('POST', path)).toMatchObject({ status: 204 });
    expect((await grace('GET', '/inbox')).body).toEqual({ unread: 0 });
    expect((await grace('GET', '/notifications')).body).toMatchObject([{ read: true }]);
    expect((await grace('GET', '/notifications?unread=true')).body).toEqual([]);
    expect((await grace('GET', '/notifications?unread=false')).body).toHaveLength(1);
  });

  test('shows the newest first, page by page, and of a session the newest that is unread', async () => {
    for (const name of ['b', 'c', 'd', 'e', 'f'])
      await raise('grace', name, { session: await addSession(projectId, name) });
    await raise('grace', 'old');
    await raise('grace', 'a');
    const first = await grace('GET', '/notifications?limit=2');
    const second = await grace('GET', first.link!);
    const third = await grace('GET', second.link!);
    expect([first, second, third].map(({ body }) => buildsOf(body))).toEqual([
      ['a', 'f'],
      ['e', 'd'],
      ['c', 'b'],
    ]);
    expect((await grace('GET', third.link!)).body).toEqual([]);
    expect((await grace('GET', '/inbox')).body).toEqual({ unread: 6 });
    expect(await grace('GET', '/notifications?cursor=nonsense')).toMatchObject({ status: 400 });
  });

  test('is read as a whole, also when that is asked twice', async () => {
    await raise('grace', 'a');
    await raise('grace', 'b', { session: await addSession(projectId, 'Other') });
    const key = { 'idempotency-key': 'once' };
    expect(await grace('POST', '/notifications/read-all', undefined, key)).toMatchObject({ status: 204 });
    await raise('grace', 'c');
    expect(await grace('POST', '/notifications/read-all', undefined, key)).toMatchObject({ status: 204 });
    expect(buildsOf((await grace('GET', '/notifications?unread=true')).body)).toEqual(['c']);
  });

  test('is one’s own: another’s notifications are not found, by an admin neither', async () => {
    await raise('grace', 'a');
    const [{ notificationId }] = (await grace('GET', '/notifications')).body;
    const path = `/notifications/${notificationId}/read`;
    for (const other of [linus, ada]) {
      expect((await other('GET', '/notifications')).body).toEqual([]);
      expect((await other('GET', '/inbox')).body).toEqual({ unread: 0 });
      const refused = await other('POST', path);
      expect(refused).toMatchObject({ status: 404, body: { code: 'notification-not-found' } });
    }
    expect(await grace('POST', `/notifications/${randomUUID()}/read`)).toMatchObject({ status: 404 });
    expect((await grace('GET', '/inbox')).body).toEqual({ unread: 1 });
  });

  test('neither shows nor counts what is about a project that one may not read any more', async () => {
    await grace('PUT', `/projects/${projectId}/members/${people.linus}`, { role: 'editor' });
    const own = (await linus('POST', '/projects', { name: 'Own' })).body.projectId;
    for (const build of ['a', 'b', 'c']) await raise('linus', build, { session: randomUUID() });
    await raise('linus', 'own', { project: own, session: randomUUID() });
    for (const build of ['d', 'e', 'f']) await raise('linus', build, { session: randomUUID() });
    expect((await linus('GET', '/inbox')).body).toEqual({ unread: 7 });
    await grace('DELETE', `/projects/${projectId}/members/${people.linus}`);
    expect((await linus('GET', '/inbox')).body).toEqual({ unread: 1 });
    expect(buildsOf((await linus('GET', '/notifications?limit=1')).body)).toEqual(['own']);
    expect((await linus('GET', '/notifications')).body).toMatchObject([{ projectName: 'Own' }]);
  });

  test('tells of a session that was removed without its name, and not of a project that was deleted', async () => {
    await raise('grace', 'a');
    await grace('DELETE', `/projects/${projectId}/sessions/${sessionId}`);
    expect((await grace('GET', '/notifications')).body[0]).not.toHaveProperty('sessionName');
    await grace('DELETE', `/projects/${projectId}`);
    expect((await grace('GET', '/notifications')).body).toEqual([]);
  });

  test('keeps the newest five hundred', async () => {
    for (let n = 0; n < INBOX_SIZE + 20; n += 1) await raise('grace', String(n), { session: randomUUID() });
    expect((await grace('GET', '/inbox')).body).toEqual({ unread: INBOX_SIZE });
    const pages = [];
    for (let next: string | undefined = '/notifications?limit=200'; next !== undefined; ) {
      const { body, link }: { body: unknown; link: string | undefined } = await grace('GET', next);
      pages.push(...buildsOf(body));
      next = link;
    }
    expect(pages).toEqual(Array.from({ length: INBOX_SIZE }, (_, n) => String(INBOX_SIZE + 19 - n)));
  });

  test('of somebody who was erased is empty, and nothing comes in it any more', async () => {
    await raise('grace', 'a');
    await slices.app.get(CommandBus).execute(new CloseInbox({ userId: people.grace }, bySystem()));
    await raise('grace', 'b');
    expect((await grace('GET', '/notifications')).body).toEqual([]);
    expect((await grace('GET', '/inbox')).body).toEqual({ unread: 0 });
  });
});
