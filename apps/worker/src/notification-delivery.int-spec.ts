import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, test } from '@jest/globals';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import type { Principal, UserDirectoryRow } from '#libs/access';
import { until } from '#libs/event-sourcing/testing';
import { DocumentOutbox, type OutboxRow, RaiseNotification } from '#libs/notifications';
import { Health } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import { CreateProject, INVITED_ADDRESSES, type InvitedAddresses } from '#libs/projects';
import type { ReadModelsConnection } from '#libs/read-models';
import { headerOf, MailServer } from '../../../libs/notifications/src/delivery/mail-server.fixture.js';
import { InvitePerson } from '../../../libs/projects/src/write/invite-person.js';
import { WithdrawInvitation } from '../../../libs/projects/src/write/withdraw-invitation.js';
import { Workers } from './workers.fixture.js';

const userId = randomUUID();
const principal: Principal = { userId, displayName: 'Grace', roles: new Set() };
const NAME = 'notification-delivery';

let workers: Workers;
let mail: MailServer;
let settings: Record<string, string>;

beforeAll(async () => {
  workers = await Workers.on();
  mail = await MailServer.start();
  settings = {
    ...{ EMAIL_NOTIFICATIONS: 'opt-out', EMAIL_FROM: 'renku@example.org', PUBLIC_URL: 'http://renku.example.org' },
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  };
});
afterAll(async () => {
  await workers.close();
  await mail.close();
});

const context = (actor: string) => {
  const commandId = randomUUID();
  return { commandId, actor, correlationId: commandId, causationId: commandId };
};
const stateOf = async (worker: INestApplicationContext) => (await worker.get(Health).readiness()).checks[NAME]?.detail;
const outboxOf = (worker: INestApplicationContext) =>
  worker.get<ReadModelsConnection>(DATABASE).collection<OutboxRow>('notification-deliveries');

const knowGrace = async (worker: INestApplicationContext): Promise<void> => {
  const users = worker.get<ReadModelsConnection>(DATABASE).collection<UserDirectoryRow>('users');
  await users.deleteMany({});
  await users.insertOne({ _id: userId, identity: userId, displayName: 'Grace', email: 'grace@example.org' });
};
/** Grace's. */
const createProject = async (worker: INestApplicationContext): Promise<string> => {
  const projectId = randomUUID();
  const project = { projectId, name: 'Flights', visibility: 'private' } as const;
  await worker.get(CommandBus).execute(new CreateProject(project, { ...context(userId), principal } as never));
  return projectId;
};
const untilPoliciesFollow = (worker: INestApplicationContext) =>
  until('policies follow', async () =>
    Object.entries((await worker.get(Health).readiness()).checks)
      .filter(([name]) => /^policy:when-(notification|person-invited)/.test(name))
      .every(([, { detail }]) => detail === 'acting'),
  );

/** That a person who has an address is told, in a project of theirs. */
const raise = async (worker: INestApplicationContext): Promise<void> => {
  await knowGrace(worker);
  const commands = worker.get(CommandBus);
  const projectId = await createProject(worker);
  const ids = { projectId, sessionId: randomUUID(), diskId: randomUUID() };
  const notice = { kind: 'disk-due', ...ids, expiresAt: '2026-12-01T08:30:00.000Z' } as const;
  await commands.execute(new RaiseNotification({ userId, notice }, context('system:spec')));
};

describe('rule 12, workers', () => {
  test('without a server tell nobody by e-mail, and say so', async () => {
    const worker = await workers.start();
    expect(await stateOf(worker)).toBe('off: neither EMAIL_NOTIFICATIONS nor NOTIFICATION_WEBHOOK_URL');
    await workers.end(worker);
  });

  test('tell by e-mail what was raised, once, of two one', async () => {
    const first = await workers.start(settings);
    await until('it acts', async () => (await stateOf(first)) === 'acting');
    const second = await workers.start(settings);
    expect(await stateOf(second)).toBe('standing by');
    await untilPoliciesFollow(first);
    await raise(second);
    await until('it is queued', async () => (await outboxOf(second).countDocuments({ state: 'waiting' })) === 1);
    expect(JSON.stringify(await outboxOf(second).find().toArray())).not.toContain('@');
    await outboxOf(second).updateMany({}, { $set: { dueAt: new Date(0) } });
    await until('it is told', () => mail.received.length > 0);
    await until('that is noted', async () => (await outboxOf(second).countDocuments({ state: 'ended' })) === 1);
    expect(mail.received.map((one) => headerOf(one, 'To'))).toEqual(['grace@example.org']);
    await workers.end(first);
    await until('the other has taken over', async () => (await stateOf(second)) === 'acting');
    expect(mail.received).toHaveLength(1);
    await workers.end(second);
  }, 60_000);

  test('tell nobody later what was queued for a channel that was switched off since', async () => {
    const sending = await workers.start(settings);
    const queued = { channel: 'email', notificationId: randomUUID(), userId, kind: 'disk-due', position: '1' } as const;
    await sending.get(DocumentOutbox).queue(queued);
    expect(await outboxOf(sending).countDocuments({ state: 'waiting' })).toBe(1);
    await workers.end(sending);
    const silent = await workers.start();
    expect(await outboxOf(silent).countDocuments({})).toBe(0);
    await workers.end(silent);
  }, 60_000);
});

describe('rule 17, workers', () => {
  test('tell by e-mail who is invited, once, of two one, and nobody whose invitation was withdrawn before', async () => {
    mail.received.length = 0;
    const first = await workers.start(settings);
    await until('it acts', async () => (await stateOf(first)) === 'acting');
    const second = await workers.start(settings);
    await untilPoliciesFollow(first);
    await knowGrace(second);
    const projectId = await createProject(second);
    const invite = async (email: string): Promise<string> => {
      const addresses = second.get<InvitedAddresses>(INVITED_ADDRESSES, { strict: false });
      const { invitationId } = (await addresses.keep(projectId, email)).address;
      const invitation = { projectId, invitationId, role: 'editor' } as const;
      await second.get(CommandBus).execute(new InvitePerson(invitation, { ...context(userId), principal } as never));
      return invitationId;
    };
    const withdrawn = await invite('withdrawn@example.org');
    await invite('linus@example.org');
    const ofInvitations = { channel: 'invitation' } as const;
    await until('they are queued', async () => (await outboxOf(second).countDocuments(ofInvitations)) === 2);
    const withdrawal = new WithdrawInvitation({ projectId, invitationId: withdrawn }, {
      ...context(userId),
      principal,
    } as never);
    await second.get(CommandBus).execute(withdrawal);
    await outboxOf(second).updateMany(ofInvitations, { $set: { dueAt: new Date(0) } });
    const ended = { ...ofInvitations, state: 'ended' } as const;
    await until('that is noted', async () => (await outboxOf(second).countDocuments(ended)) === 2);
    expect(mail.received.map((one) => headerOf(one, 'To'))).toEqual(['linus@example.org']);
    await workers.end(first);
    await until('the other has taken over', async () => (await stateOf(second)) === 'acting');
    expect(mail.received).toHaveLength(1);
    await workers.end(second);
  }, 60_000);
});
