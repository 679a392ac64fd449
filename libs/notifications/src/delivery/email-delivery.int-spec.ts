import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { CommandBus } from '@nestjs/cqrs';
import { type Collection, MongoClient } from 'mongodb';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { DocumentUserDirectory, USER_DIRECTORY, type UserDirectoryRow } from '#libs/access';
import { type DocumentServer, startDocumentServer } from '#libs/embedded/document-server';
import { StreamStates } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import { type Person, people, type Slices, startSlices } from '../../../sessions/src/slices.fixture.js';
import { deliveryEvents } from '../delivery.events.js';
import { NotificationsRoutesModule } from '../http/notifications-routes.module.js';
import { imageOf } from '../inbox.fixture.js';
import { notificationIdOf } from '../notification-id.js';
import { type Notice, notificationsEvents } from '../notifications.events.js';
import { InboxQueries } from '../read/inbox.queries.js';
import { notificationDocuments } from '../read/notifications.projection.js';
import { unreadNotifications } from '../read/unread-notifications.projection.js';
import { ChooseDelivery } from '../write/choose-delivery.js';
import { RaiseNotification } from '../write/raise-notification.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { DocumentOutbox } from './document-outbox.js';
import { EmailChannel } from './email-channel.js';
import { bodyOf, headerOf, MailServer } from './mail-server.fixture.js';
import { OutboxDelivery } from './outbox-delivery.js';
import type { OutboxRow } from './outbox-row.js';
import { provided } from './provided.fixture.js';
import { QueueDelivery } from './queue-delivery.js';
import { SmtpMailer } from './smtp-mailer.js';
import { UnsubscribeLinks } from './unsubscribe-links.js';

const publicUrl = 'https://renku.example.org';
const links = new UnsubscribeLinks('a secret that is long enough for it', publicUrl);
const MINUTE_MS = 60_000;

let dataDir: string;
let documents: DocumentServer;
let client: MongoClient;
let rows: Collection<OutboxRow>;
let users: Collection<UserDirectoryRow>;
let directory: DocumentUserDirectory;
let settings: { -readonly [Name in keyof DeliverySettings]: DeliverySettings[Name] };
let slices: Slices;
let mail: MailServer;
let now: Date;
let projectId: string;
let logged: string[];

const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
const outboxAt = (): DocumentOutbox => new DocumentOutbox(rows, () => now);
const log = () => {
  const write = (...entry: unknown[]): void => void logged.push(JSON.stringify(entry));
  return { debug: write, info: write, warn: write, error: write };
};

const senderTo = (url: string, outbox = outboxAt()): OutboxDelivery => {
  const { app } = slices;
  const channel = new EmailChannel({
    ...{ settings, publicUrl, links, directory },
    mailer: new SmtpMailer({
      url,
      from: 'Renku <renku@example.org>',
      domain: 'renku.example.org',
      timeoutMs: 1_000,
    }),
    states: app.get(StreamStates),
    readModels: app.get(READ_MODELS),
    inbox: app.get(InboxQueries),
  });
  const timing = { now: () => now.getTime(), random: () => 1, sleep: () => Promise.resolve() };
  return new OutboxDelivery({ outbox, channel, log: log(), timing, now: () => now });
};
const sender = (outbox?: DocumentOutbox): OutboxDelivery => senderTo(`smtp://127.0.0.1:${mail.port}`, outbox);
const send = (delivery = sender()): Promise<void> => delivery.sendDue(new AbortController().signal);

const bySystem = () => {
  const commandId = randomUUID();
  return { commandId, actor: 'system:spec', correlationId: commandId, causationId: commandId };
};
const by = (userId: string) => ({
  ...bySystem(),
  actor: userId,
  principal: { userId, displayName: '', roles: new Set() } as never,
});

const api = async (
  person: Person | undefined,
  method: 'GET' | 'POST' | 'PUT' | 'DELETE',
  url: string,
  payload?: object,
) => {
  const headers = person === undefined ? {} : { authorization: `Bearer ${person}` };
  const answer = await slices.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, text: answer.body, headers: answer.headers };
};

/** Raised and queued, as the policy has it. Its id. */
const raise = async (person: Person = 'grace', sessionId: string = randomUUID()): Promise<string> => {
  const userId = people[person];
  const notice: Notice = { kind: 'image-available', projectId, sessionId, image: imageOf('a') };
  const commands = slices.app.get(CommandBus);
  const { position } = await commands.execute(new RaiseNotification({ userId, notice }, bySystem()));
  const notificationId = notificationIdOf(userId, notice);
  const queued = { userId, notificationId, kind: notice.kind, position: String(position) };
  await commands.execute(new QueueDelivery(queued, bySystem()));
  await commands.execute(new QueueDelivery(queued, bySystem()));
  return notificationId;
};

const unsubscribing = (userId: string): string =>
  new URL(links.urlFor({ userId, kinds: ['image-available'] })).pathname.split('/').at(-1) ?? '';
const messageIds = (): (string | undefined)[] => mail.received.map((one) => headerOf(one, 'Message-ID'));
const idOf = (messageId: string): string => `<${messageId}@renku.example.org>`;
const states = async (): Promise<string[]> => (await rows.find().toArray()).map(({ state }) => state);

beforeAll(async () => {
  dataDir = await mkdtemp(join(tmpdir(), 'email-delivery-'));
  documents = await startDocumentServer({ dataDir });
  client = await MongoClient.connect(documents.connectionString);
  rows = client.db('told').collection<OutboxRow>('notification-deliveries');
  users = client.db('told').collection<UserDirectoryRow>('users');
  directory = new DocumentUserDirectory(users);
  await directory.prepare();
  await outboxAt().prepare();
});
afterAll(async () => {
  await client.close();
  await documents.close();
  await rm(dataDir, { recursive: true, force: true });
});

beforeEach(async () => {
  now = new Date('2026-11-29T12:00:00Z');
  logged = [];
  settings = { email: 'opt-out', webhook: false };
  await rows.deleteMany({});
  await users.deleteMany({});
  await users.insertMany([
    { _id: people.grace, identity: 'grace', email: 'grace@example.org' },
    { _id: people.linus, identity: 'linus', displayName: 'Linus' },
  ]);
  const parts = provided(
    { provide: DELIVERY_SETTINGS, useValue: settings },
    { provide: DocumentOutbox, useValue: outboxAt() },
    { provide: UnsubscribeLinks, useValue: links },
    { provide: USER_DIRECTORY, useValue: directory },
  );
  slices = await startSlices({
    events: [notificationsEvents, deliveryEvents],
    projections: [notificationDocuments, unreadNotifications],
    modules: [parts, NotificationsRoutesModule],
  });
  mail = await MailServer.start();
  projectId = (JSON.parse((await api('grace', 'POST', '/projects', { name: 'Flights' })).text) as { projectId: string })
    .projectId;
});
afterEach(async () => {
  await mail.close();
  await slices.app.close();
});

describe('rule 12, e-mail: a notification', () => {
  test('is told after a moment, once, with its id and a link to unsubscribe', async () => {
    const notificationId = await raise();
    await send();
    expect(mail.received).toEqual([]);
    later(2 * MINUTE_MS);
    await send();
    await send();
    expect(messageIds()).toEqual([idOf(notificationId)]);
    const [told] = mail.received;
    expect(told?.to).toEqual(['grace@example.org']);
    expect(bodyOf(told!)).toContain('of “Flights”');
    expect(headerOf(told!, 'List-Unsubscribe')).toMatch(
      /^<https:\/\/renku\.example\.org\/api\/v1\/unsubscribe\/[\w-]+>$/,
    );
    expect(headerOf(told!, 'List-Unsubscribe-Post')).toBe('List-Unsubscribe=One-Click');
    expect(headerOf(told!, 'Auto-Submitted')).toBe('auto-generated');
  });

  test('that is read before is not told', async () => {
    await api('grace', 'POST', `/notifications/${await raise()}/read`);
    later(2 * MINUTE_MS);
    await send();
    expect([mail.received, await states()]).toEqual([[], ['ended']]);
  });

  test('is not told to who has no verified address, nor to who was erased, nor of what one may not read', async () => {
    await raise('linus');
    await users.insertOne({ _id: people.ada, identity: 'ada', email: 'ada@example.org, all@example.org' });
    await raise('ada', randomUUID());
    await users.insertOne({ _id: people.audrey, identity: 'audrey', email: 'audrey@example.org' });
    await raise('audrey');
    await raise('grace');
    await directory.erase(people.grace);
    later(2 * MINUTE_MS);
    await send();
    expect([mail.received, await states()]).toEqual([[], ['ended', 'ended', 'ended', 'ended']]);
  });

  test('is told as its person chose, and else as the operator did', async () => {
    settings.email = 'opt-in';
    await raise();
    later(2 * MINUTE_MS);
    await send();
    expect(mail.received).toEqual([]);
    expect(
      (await api('grace', 'PUT', '/me/notification-settings', { email: { kinds: { 'image-available': true } } }))
        .status,
    ).toBe(204);
    await raise();
    later(2 * MINUTE_MS);
    await send();
    expect(mail.received).toHaveLength(1);
    expect(JSON.parse((await api('grace', 'GET', '/me/notification-settings')).text)).toEqual({
      email: {
        available: true,
        hasAddress: true,
        kinds: { 'image-available': true, 'disk-due': false, 'pause-due': false },
      },
    });
  });

  test('of five hundred at once are one message', async () => {
    for (let n = 0; n < 500; n += 1) await raise();
    later(2 * MINUTE_MS);
    await send();
    expect(mail.received.map((one) => headerOf(one, 'Subject'))).toEqual(['500 notifications of your sessions']);
    expect(new Set(await states())).toEqual(new Set(['ended']));
  });
});

describe('rule 12, e-mail: at least once', () => {
  /** A process that is gone after it sent and before it said so. */
  class Killed extends DocumentOutbox {
    override end(): Promise<void> {
      return Promise.reject(new Error('killed'));
    }
  }

  test.each([1, 6])(
    'what was sent and not noted, of %i notifications, is sent again as the same message',
    async (count) => {
      for (let n = 0; n < count; n += 1) await raise();
      later(2 * MINUTE_MS);
      await expect(send(sender(new Killed(rows, () => now)))).rejects.toThrow('killed');
      later(3 * MINUTE_MS);
      await raise();
      await send();
      const [first, second, ...more] = messageIds();
      expect(first).toBeDefined();
      expect([second, more]).toEqual([first, []]);
    },
  );

  test('a recipient that is not taken now is tried later, as the same message', async () => {
    const notificationId = await raise();
    mail.toRecipients.push(450);
    later(2 * MINUTE_MS);
    const delivery = sender();
    await send(delivery);
    expect([mail.received, delivery.problem]).toEqual([[], undefined]);
    await send(delivery);
    expect(mail.received).toEqual([]);
    later(MINUTE_MS);
    await send(delivery);
    expect(messageIds()).toEqual([idOf(notificationId)]);
  });

  const linus = people.linus;
  const gone: readonly [string, () => Promise<unknown>][] = [
    ['was erased', () => directory.erase(linus)],
    ['unsubscribed', () => api(undefined, 'POST', `/unsubscribe/${unsubscribing(linus)}`)],
    ['was removed from its project', () => api('grace', 'DELETE', `/projects/${projectId}/members/${linus}`)],
    ['has no project there any more', () => api('grace', 'DELETE', `/projects/${projectId}`)],
  ];
  test.each(gone)('a recipient that is not taken now is not told later who %s meanwhile', async (_, happens) => {
    await users.updateOne({ _id: linus }, { $set: { email: 'linus@example.org' } });
    await api('grace', 'PUT', `/projects/${projectId}/members/${linus}`, { role: 'viewer' });
    await raise('linus');
    mail.toRecipients.push(450);
    later(2 * MINUTE_MS);
    await send();
    expect([mail.toRecipients, await states()]).toEqual([[], ['ready']]);
    await happens();
    later(MINUTE_MS);
    await send();
    expect([mail.received, await states()]).toEqual([[], ['ended']]);
  });

  test('a connection that is cut after the message is an attempt that failed', async () => {
    const notificationId = await raise();
    mail.afterData.push('cut');
    later(2 * MINUTE_MS);
    const delivery = sender();
    await send(delivery);
    expect(delivery.problem).toBeDefined();
    later(MINUTE_MS);
    await send(delivery);
    expect(messageIds()).toEqual([idOf(notificationId), idOf(notificationId)]);
    expect([delivery.problem, await states()]).toEqual([undefined, ['ended']]);
  });

  test('what is refused for good is given up, said without an address, and keeps no other from being told', async () => {
    await users.updateOne({ _id: people.linus }, { $set: { email: 'linus@example.org' } });
    await api('grace', 'PUT', `/projects/${projectId}/members/${people.linus}`, { role: 'viewer' });
    await raise('grace');
    later(1);
    await raise('linus');
    mail.toRecipients.push(550);
    later(2 * MINUTE_MS);
    await send();
    expect(mail.received).toHaveLength(1);
    expect(await states()).toEqual(['ended', 'ended']);
    expect(logged.join()).toMatch(/EENVELOPE at RCPT TO 550.*message given up/);
    expect(logged.join()).not.toContain('example.org');
  });

  test('what cannot be told for three days is given up', async () => {
    await raise();
    const delivery = sender();
    await mail.close();
    later(2 * MINUTE_MS);
    await send(delivery);
    expect(await states()).toEqual(['ready']);
    later(3 * 24 * 60 * MINUTE_MS);
    await send(delivery);
    expect(await states()).toEqual(['ended']);
    mail = await MailServer.start();
  });
});

describe('rule 12, e-mail: a server', () => {
  let silent: Server | undefined;
  const open = new Set<Socket>();
  afterEach(async () => {
    for (const socket of open) socket.destroy();
    await new Promise<void>((resolve) => (silent === undefined ? resolve() : silent.close(() => resolve())));
    silent = undefined;
  });

  test('that says nothing delays nobody’s inbox, and is asked once for all', async () => {
    silent = createServer((socket) => open.add(socket));
    await new Promise<void>((resolve) => silent?.listen(0, '127.0.0.1', resolve));
    const delivery = senderTo(`smtp://127.0.0.1:${(silent.address() as { port: number }).port}`);
    for (let n = 0; n < 5; n += 1) await raise();
    later(2 * MINUTE_MS);
    const sending = send(delivery);
    await raise();
    expect(JSON.parse((await api('grace', 'GET', '/inbox')).text)).toEqual({ unread: 6 });
    await sending;
    expect(open.size).toBeLessThanOrEqual(4);
    expect(delivery.problem).toMatch(/without an answer/);
    expect(logged.filter((line) => line.includes('nothing can be sent'))).toHaveLength(1);
  });

  test('that refuses the password makes all of them wait, and is not told of as an address', async () => {
    const strict = await MailServer.start({
      authOptional: false,
      allowInsecureAuth: true,
      onAuth: ({ password }, _session, done) => done(password === 'right' ? null : new Error('no'), { user: 'renku' }),
    });
    await raise();
    later(2 * MINUTE_MS);
    const wrong = senderTo(`smtp://renku:wrong@127.0.0.1:${strict.port}`);
    await send(wrong);
    expect(wrong.problem).toMatch(/^EAUTH/);
    expect(logged.join()).not.toContain('wrong');
    later(MINUTE_MS);
    await send(senderTo(`smtp://renku:right@127.0.0.1:${strict.port}`));
    expect(strict.received).toHaveLength(1);
    await strict.close();
  });
});

describe('rule 12, e-mail: the link of a message', () => {
  test('asks, and unsubscribes from its kinds without signing in; others are told as before', async () => {
    await raise();
    later(2 * MINUTE_MS);
    await send();
    const url = /<.*\/api\/v1(.*)>/.exec(headerOf(mail.received[0]!, 'List-Unsubscribe') ?? '')?.[1] ?? '';
    const asked = await api(undefined, 'GET', url);
    expect([asked.status, asked.text.includes('<form method="post">')]).toEqual([200, true]);
    await raise();
    later(2 * MINUTE_MS);
    await send();
    expect(mail.received).toHaveLength(2);
    const done = await api(undefined, 'POST', url);
    await raise();
    later(2 * MINUTE_MS);
    await send();
    expect(mail.received).toHaveLength(2);
    const none = await api(undefined, 'POST', '/unsubscribe/none-of-ours');
    expect([done.status, done.text]).toEqual([200, expect.stringContaining('You are unsubscribed')]);
    expect([none.status, none.text]).toEqual([404, expect.stringContaining('This link is not valid any more')]);
    expect(none.text).toContain('<a href="../../../account/notifications">');
    const [event, ...more] = await slices.store.read(`delivery-${people.grace}`);
    expect(event).toMatchObject({
      type: 'DeliveryUnsubscribed',
      data: { channel: 'email', kinds: ['image-available'] },
    });
    expect([more, JSON.stringify(event?.data).includes('@')]).toEqual([[], false]);
    expect((await api('grace', 'GET', '/me/notification-settings')).text).toContain('"image-available":false');
  });

  test('can be tried thirty times a minute', async () => {
    const tries = await Promise.all(Array.from({ length: 31 }, () => api(undefined, 'POST', '/unsubscribe/x')));
    expect(tries.map(({ status }) => status).filter((status) => status === 429)).toHaveLength(1);
  });

  test('there is nothing to choose where the operator has set up no e-mail', async () => {
    settings.email = 'off';
    const refused = await api('grace', 'PUT', '/me/notification-settings', { email: { kinds: { 'disk-due': true } } });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining('email-unavailable')]);
    await expect(
      slices.app.get(CommandBus).execute(new ChooseDelivery({ userId: people.grace, kinds: {} }, by(people.linus))),
    ).rejects.toThrow();
  });
});
