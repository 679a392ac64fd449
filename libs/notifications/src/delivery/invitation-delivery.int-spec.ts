import { randomUUID } from 'node:crypto';
import { CommandBus } from '@nestjs/cqrs';
import type { Collection } from 'mongodb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { DocumentUserDirectory, USER_DIRECTORY, type UserDirectoryRow } from '#libs/access';
import type { Command } from '#libs/event-sourcing';
import { DocumentInvitedAddresses, InvitationsToTell, type InvitedAddressRow } from '#libs/projects';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { AcceptInvitation } from '../../../projects/src/write/accept-invitation.js';
import { DeclineInvitation } from '../../../projects/src/write/decline-invitation.js';
import { WithdrawInvitation } from '../../../projects/src/write/withdraw-invitation.js';
import { type Person, people, type Slices, startSlices } from '../../../sessions/src/slices.fixture.js';
import { deliveryEvents } from '../delivery.events.js';
import { notificationsEvents } from '../notifications.events.js';
import { NotificationsModule } from '../notifications.module.js';
import { notificationDocuments } from '../read/notifications.projection.js';
import { unreadNotifications } from '../read/unread-notifications.projection.js';
import { DELIVERY_SETTINGS, type DeliverySettings } from './delivery-settings.js';
import { DocumentOutbox } from './document-outbox.js';
import { InvitationChannel } from './invitation-channel.js';
import { bodyOf, headerOf, MailServer } from './mail-server.fixture.js';
import { OutboxDelivery } from './outbox-delivery.js';
import type { InvitationRow, OutboxRow } from './outbox-row.js';
import { provided } from './provided.fixture.js';
import { QueueInvitation } from './queue-invitation.js';
import { RecipientHashes } from './recipient-hashes.js';
import { SmtpMailer } from './smtp-mailer.js';

type InvitationOf = { readonly projectId: string; readonly invitationId: string };

const { client } = await startedDocuments();

const publicUrl = 'https://renku.example.org';
const sender = 'Renku <renku@example.org>';
const secret = 'a secret that is long enough for it';
const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let rows: Collection<OutboxRow>;
let users: Collection<UserDirectoryRow>;
let addresses: DocumentInvitedAddresses;
let directory: DocumentUserDirectory;
let settings: { -readonly [Name in keyof DeliverySettings]: DeliverySettings[Name] };
let slices: Slices;
let mail: MailServer;
let projectId: string;
let logged: string[];
/** Of the outbox. */
let now: Date;
/** Of the addresses: how long ago somebody is invited. */
let invitedAgoMs: number;

const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
const outbox = (): DocumentOutbox => new DocumentOutbox(rows, () => now);
const log = () => {
  const write = (...entry: unknown[]): void => void logged.push(JSON.stringify(entry));
  return { debug: write, info: write, warn: write, error: write };
};
const sending = (own = outbox()): OutboxDelivery => {
  const mailer = new SmtpMailer({ url: `smtp://127.0.0.1:${mail.port}`, from: sender, domain: 'renku.example.org' });
  const invitations = slices.app.get(InvitationsToTell, { strict: false });
  const timing = { now: () => now.getTime(), random: () => 1, sleep: () => Promise.resolve() };
  const recipients = new RecipientHashes(secret);
  const channel = new InvitationChannel({ publicUrl, sender, mailer, invitations, recipients, outbox: own });
  return new OutboxDelivery({ outbox: own, channel, log: log(), timing, now: () => now });
};
const send = (delivery = sending()): Promise<void> => delivery.sendDue(new AbortController().signal);

const api = async (person: Person, method: 'POST' | 'PUT' | 'DELETE', url: string, payload?: object) => {
  const headers = { authorization: `Bearer ${person}` };
  const answer = await slices.app.inject({ method, url: `/api/v1${url}`, headers, ...(payload && { payload }) });
  return { status: answer.statusCode, body: (answer.body === '' ? {} : JSON.parse(answer.body)) as object };
};
const bySystem = () => {
  const commandId = randomUUID();
  return { commandId, actor: 'system:spec', correlationId: commandId, causationId: commandId };
};
/** By a command alone: its address is kept, as where a process ended before it forgot it. */
const execute = (
  person: Person,
  command: new (data: InvitationOf, context: never) => Command<InvitationOf>,
  id: string,
) => {
  const principal = { userId: people[person], displayName: '', roles: new Set() };
  const context = { ...bySystem(), actor: people[person], principal } as never;
  return slices.app.get(CommandBus).execute(new command({ projectId, invitationId: id }, context));
};
const queue = async (invitationId: string, invitedBy: string = people.grace, to = projectId): Promise<void> => {
  const invitation = { invitationId, projectId: to, invitedBy };
  await slices.app.get(CommandBus).execute(new QueueInvitation(invitation, bySystem()));
};
const createProject = async (person: Person = 'grace'): Promise<string> => {
  const { body } = await api(person, 'POST', '/projects', { name: 'Flights' });
  return (body as { projectId: string }).projectId;
};
/** Queued as the policy has it: twice. The invitation's id. */
const invite = async (email: string, by: Person = 'grace', to = projectId): Promise<string> => {
  const { body } = await api(by, 'POST', `/projects/${to}/invitations`, { email, role: 'editor' });
  const { invitationId } = body as { invitationId: string };
  await queue(invitationId, people[by], to);
  await queue(invitationId, people[by], to);
  return invitationId;
};
const inviteElsewhere = async (email: string, by: Person = 'grace'): Promise<string> =>
  invite(email, by, await createProject(by));
const states = async (): Promise<string[]> => (await rows.find().toArray()).map(({ state }) => state);
const messageIds = () => mail.received.map((one) => headerOf(one, 'Message-ID'));
const idOf = (invitationId: string): string => `<${invitationId}@renku.example.org>`;

beforeEach(async () => {
  now = new Date();
  [logged, invitedAgoMs] = [[], 0];
  settings = { email: 'opt-in', webhook: true };
  const database = client.db(randomUUID());
  [rows, users] = [database.collection('notification-deliveries'), database.collection('users')];
  directory = new DocumentUserDirectory(users);
  addresses = new DocumentInvitedAddresses(
    database.collection<InvitedAddressRow>('invitations'),
    () => new Date(Date.now() - invitedAgoMs),
  );
  await Promise.all([directory.prepare(), addresses.prepare(), outbox().prepare()]);
  await users.insertMany([
    { _id: people.grace, identity: 'grace', displayName: 'Grace', email: 'grace@example.org' },
    { _id: people.linus, identity: 'linus', displayName: 'Linus', email: 'linus@example.org' },
  ]);
  const parts = provided(
    { provide: DELIVERY_SETTINGS, useValue: settings },
    { provide: DocumentOutbox, useValue: outbox() },
    { provide: USER_DIRECTORY, useValue: directory },
  );
  slices = await startSlices({
    events: [notificationsEvents, deliveryEvents],
    projections: [notificationDocuments, unreadNotifications],
    modules: [parts, NotificationsModule],
    invited: addresses,
  });
  mail = await MailServer.start();
  projectId = await createProject();
});
afterEach(async () => {
  await mail.close();
  await slices.app.close();
});

describe('rule 17, e-mail: whoever is invited', () => {
  test.each(['linus@example.org', 'nobody-yet@example.org'])(
    'is told after a moment, once, who invites to what as whom, whether or not they were here: %s',
    async (email) => {
      const invitationId = await invite(email);
      await send();
      expect(mail.received).toEqual([]);
      later(MINUTE_MS);
      await send();
      await queue(invitationId);
      await send();
      expect(messageIds()).toEqual([idOf(invitationId)]);
      const told = mail.received[0]!;
      expect([told.to, headerOf(told, 'From')]).toEqual([[email], sender]);
      expect(bodyOf(told)).toContain('“Grace” invites you to the project “Flights” as editor');
      expect(bodyOf(told)).toContain(`${publicUrl}/`);
      expect(headerOf(told, 'Auto-Submitted')).toBe('auto-generated');
      expect(headerOf(told, 'List-Unsubscribe')).toBeUndefined();
      expect(await states()).toEqual(['ended']);
    },
  );

  test('is in no row, and neither is what they are told', async () => {
    await invite('linus@example.org');
    expect(JSON.stringify(await rows.find().toArray())).not.toMatch(/@|Grace|Flights|editor/);
  });

  test('is told by what they are called when it is sent', async () => {
    await invite('linus@example.org');
    await users.updateOne({ _id: people.grace }, { $set: { displayName: 'Grace H' } });
    await slices.app.inject({
      ...{ method: 'PATCH', url: `/api/v1/projects/${projectId}`, payload: { name: 'Rivers' } },
      headers: { authorization: 'Bearer grace', 'if-match': '"0"' },
    });
    later(MINUTE_MS);
    await send();
    expect(bodyOf(mail.received[0]!)).toContain('“Grace H” invites you to the project “Rivers”');
  });

  const noMore: readonly (readonly [string, (invitationId: string) => Promise<unknown>])[] = [
    ['was accepted', (id) => execute('linus', AcceptInvitation, id)],
    ['was declined', (id) => execute('linus', DeclineInvitation, id)],
    ['was withdrawn', (id) => execute('grace', WithdrawInvitation, id)],
    ['is to a project that was deleted', () => api('grace', 'DELETE', `/projects/${projectId}`)],
    ['was made by somebody who was erased', () => directory.erase(people.grace)],
    ['is to an address that was erased', () => addresses.erase('linus@example.org')],
  ];
  test.each(noMore)('is not told any more of what %s', async (_, happens) => {
    await happens(await invite('linus@example.org'));
    later(MINUTE_MS);
    await send();
    expect([mail.received, await states()]).toEqual([[], ['ended']]);
  });

  test('is not told any more of what is over', async () => {
    // the address is, by its own clock, not
    invitedAgoMs = 30 * DAY_MS;
    await invite('linus@example.org');
    later(MINUTE_MS);
    await send();
    expect([mail.received, await states()]).toEqual([[], ['ended']]);
  });

  test('is told as the same message, where it was sent and that was not noted', async () => {
    class Killed extends DocumentOutbox {
      override end(): Promise<void> {
        return Promise.reject(new Error('killed'));
      }
    }
    const invitationId = await invite('linus@example.org');
    later(MINUTE_MS);
    await expect(send(sending(new Killed(rows, () => now)))).rejects.toThrow('killed');
    later(3 * MINUTE_MS);
    await send();
    expect(messageIds()).toEqual([idOf(invitationId), idOf(invitationId)]);
  });

  test('is told later where their server takes nothing now, and not where it was withdrawn meanwhile', async () => {
    const [withdrawn, told] = [await invite('linus@example.org'), await invite('ada@example.org')];
    mail.toRecipients.push(450, 450);
    later(MINUTE_MS);
    const delivery = sending();
    await send(delivery);
    expect([mail.received, await states()]).toEqual([[], ['ready', 'ready']]);
    await api('grace', 'DELETE', `/projects/${projectId}/invitations/${withdrawn}`);
    later(MINUTE_MS);
    await send(delivery);
    expect([messageIds(), await states()]).toEqual([[idOf(told)], ['ended', 'ended']]);
  });

  test('whose address is refused for itself raises no alarm of the server, and what waits for the server does', async () => {
    mail.toRecipients.push(450, 450);
    for (const email of ['mistyped@example.org', 'mistaken@example.org']) await invite(email);
    later(MINUTE_MS);
    const delivery = sending();
    await send(delivery);
    expect(delivery.problem).toBeUndefined();
    expect(await outbox().undelivered('invitation')).toEqual({ count: 2, since: undefined });
    const since = now;
    await invite('ada@example.org');
    await mail.close();
    later(MINUTE_MS);
    await send(delivery);
    expect(delivery.problem).toMatch(/ECONNREFUSED|ESOCKET/);
    expect(await outbox().undelivered('invitation')).toEqual({ count: 3, since });
  });

  test('whose address is refused for good is given up, and no line of the log says it', async () => {
    const invitationId = await invite('linus@example.org');
    mail.toRecipients.push(550);
    later(MINUTE_MS);
    await send();
    expect([mail.received, await states()]).toEqual([[], ['ended']]);
    expect(logged.join()).toMatch(/message given up/);
    expect(logged.join()).toContain(invitationId);
    expect(logged.join()).not.toContain('example.org');
  });
});

describe('rule 17, e-mails of invitations to one address', () => {
  const stranger = 'nobody-yet@example.org';
  /** How often the messages were sent does not matter: a client of mail shows each once. */
  const told = (): number => new Set(messageIds()).size;
  const hashed = () => rows.countDocuments({ recipientSlot: { $exists: true } });

  test('are three a day, whoever invites, of whatever is due at once, and however many workers believe that it is theirs', async () => {
    for (const by of ['grace', 'linus', 'grace', 'linus', 'grace'] as const) await inviteElsewhere(stranger, by);
    later(MINUTE_MS);
    await Promise.all([send(), send()]);
    expect(told()).toBe(3);
    expect(await states()).toEqual(Array(5).fill('ended'));
    await inviteElsewhere('Nobody-Yet@example.org', 'linus');
    const other = await inviteElsewhere('another@example.org');
    later(MINUTE_MS);
    await send();
    expect(told()).toBe(4);
    expect(messageIds().at(-1)).toBe(idOf(other));
  });

  test('are none of what was withdrawn and repeated', async () => {
    for (let n = 0; n < 5; n += 1) {
      const invitationId = await invite(stranger);
      later(MINUTE_MS);
      await send();
      await api('grace', 'DELETE', `/projects/${projectId}/invitations/${invitationId}`);
    }
    expect(told()).toBe(3);
  });

  test('can be told again once a day is over, for which a hash of the address is kept, and no longer', async () => {
    for (let n = 0; n < 3; n += 1) await inviteElsewhere(stranger);
    later(MINUTE_MS);
    await send();
    expect(await hashed()).toBe(3);
    expect(JSON.stringify(await rows.find().toArray())).not.toContain('example.org');
    later(DAY_MS);
    await inviteElsewhere(stranger);
    expect(await hashed()).toBe(3);
    later(MINUTE_MS);
    await send();
    expect([told(), await hashed()]).toEqual([4, 1]);
    later(DAY_MS);
    await send();
    expect(await hashed()).toBe(0);
  });

  test('are not counted where their server refused them', async () => {
    mail.toRecipients.push(550, 450, 550);
    for (let n = 0; n < 3; n += 1) await inviteElsewhere(stranger);
    later(MINUTE_MS);
    const delivery = sending();
    await send(delivery);
    expect([told(), await hashed()]).toEqual([0, 0]);
    for (let n = 0; n < 2; n += 1) await inviteElsewhere(stranger);
    later(MINUTE_MS);
    await send(delivery);
    expect(told()).toBe(3);
  });

  test('are counted where nobody knows whether they arrived, and told again as what they are', async () => {
    for (let n = 0; n < 3; n += 1) await inviteElsewhere(stranger);
    mail.afterData.push('cut', 'cut', 'cut');
    later(MINUTE_MS);
    const delivery = sending();
    await send(delivery);
    expect([await hashed(), await states()]).toEqual([3, ['ready', 'ready', 'ready']]);
    const [arrived] = messageIds();
    // one cut ends all connections that there are
    mail.afterData.length = 0;
    await inviteElsewhere(stranger);
    later(MINUTE_MS);
    await send(delivery);
    expect([told(), messageIds().filter((id) => id === arrived).length]).toEqual([3, 2]);
    expect(await states()).toEqual(Array(4).fill('ended'));
  });
});

describe('rule 17, e-mails of invitations', () => {
  const ofGrace = () => rows.countDocuments({ invitedBy: people.grace });

  test('are fifty a day of one person, whose others wait in the console alone, and as many of the next', async () => {
    for (let n = 0; n < 51; n += 1) await queue(randomUUID());
    expect(await ofGrace()).toBe(50);
    await queue(randomUUID(), people.linus);
    expect(await rows.countDocuments()).toBe(51);
    later(DAY_MS);
    await queue(randomUUID());
    expect(await ofGrace()).toBe(51);
  });

  test('are none where the operator has set up no e-mail, and never of the webhook', async () => {
    await queue(randomUUID());
    expect((await rows.find().toArray()).map(({ channel }) => channel)).toEqual(['invitation']);
    settings.email = 'off';
    await queue(randomUUID());
    expect(await rows.countDocuments()).toBe(1);
  });

  test('wait for none of notifications, nor these for them: a worker that knows only these leaves them alone', async () => {
    const invitationId = await invite('linus@example.org');
    later(MINUTE_MS);
    for (const channel of ['email', 'webhook'] as const) {
      await outbox().plan(channel);
      expect(await outbox().due(channel)).toEqual([]);
    }
    expect(await outbox().due('invitation')).toEqual([invitationId]);
    const [row] = (await rows.find().toArray()) as InvitationRow[];
    expect(row).toMatchObject({ state: 'ready', invitationId, projectId, invitedBy: people.grace });
  });
});
