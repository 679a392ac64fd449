import { randomUUID } from 'node:crypto';
import type { INestApplicationContext } from '@nestjs/common';
import { CommandBus } from '@nestjs/cqrs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Principal, UserDirectoryRow } from '#libs/access';
import { until } from '#libs/event-sourcing/testing';
import { DocumentOutbox, type OutboxRow, RaiseNotification } from '#libs/notifications';
import { createLogger, Health } from '#libs/observability';
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
const ofInvitations = { channel: 'invitation' } as const;
/** Of what is not told before the spec has done what comes first. */
const FAR = new Date('2100-01-01');
const NOW = new Date(0);

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

/** To an address, by Grace. The invitation's id, once it is queued; it is not told before it is made due. */
const invite = async (worker: INestApplicationContext, projectId: string, email: string): Promise<string> => {
  const addresses = worker.get<InvitedAddresses>(INVITED_ADDRESSES, { strict: false });
  const { invitationId } = (await addresses.keep(projectId, email)).address;
  const invitation = { projectId, invitationId, role: 'editor' } as const;
  await worker.get(CommandBus).execute(new InvitePerson(invitation, { ...context(userId), principal } as never));
  const rows = outboxOf(worker);
  await until('it is queued', async () => (await rows.countDocuments({ ...ofInvitations, invitationId })) === 1);
  await rows.updateMany({ invitationId }, { $set: { dueAt: FAR } });
  return invitationId;
};
/** All that is queued is told or given up, once it is due. */
const untilAllEnded = async (worker: INestApplicationContext): Promise<void> => {
  const rows = outboxOf(worker);
  await rows.updateMany({ state: { $ne: 'ended' } }, { $set: { dueAt: NOW } });
  await until('all have ended', async () => (await rows.countDocuments({ state: { $ne: 'ended' } })) === 0);
};

const untilQueued = (worker: INestApplicationContext, count: number) =>
  until('it is queued', async () => (await outboxOf(worker).countDocuments({ channel: 'email' })) === count);
const recipients = () => mail.received.map((one) => headerOf(one, 'To'));

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
    await untilQueued(second, 1);
    expect(JSON.stringify(await outboxOf(second).find().toArray())).not.toContain('@');
    await untilAllEnded(second);
    expect(recipients()).toEqual(['grace@example.org']);
    await workers.end(first);
    await until('the other has taken over', async () => (await stateOf(second)) === 'acting');
    // what that one tells last
    await untilPoliciesFollow(second);
    await raise(second);
    await untilQueued(second, 2);
    await untilAllEnded(second);
    expect(recipients()).toEqual(['grace@example.org', 'grace@example.org']);
    await workers.end(second);
  }, 240_000);

  test('say that a server takes nothing as long as they are the ones to tell', async () => {
    const worker = await workers.start({ ...settings, SMTP_URL: 'smtp://127.0.0.1:1' });
    const condition = async () => (await worker.get(Health).readiness()).checks[NAME];
    await untilPoliciesFollow(worker);
    await knowGrace(worker);
    await invite(worker, await createProject(worker), 'nobody@example.org');
    await outboxOf(worker).updateMany({}, { $set: { dueAt: NOW } });
    await until('it says so', async () => (await condition())?.status === 'degraded');
    const leases = worker.get<ReadModelsConnection>(DATABASE).collection<{ _id: string; owner: string }>('leases');
    await leases.updateOne({ _id: NAME }, { $set: { owner: 'another' } });
    await until('it leaves that to the other', async () => (await condition())?.detail === 'standing by');
    await outboxOf(worker).deleteMany({});
    await workers.end(worker);
  }, 120_000);

  test('tell nobody later what was queued for a channel that was switched off since, and say how much that was', async () => {
    const sending = await workers.start(settings);
    const queued = { channel: 'email', notificationId: randomUUID(), userId, kind: 'disk-due', position: '1' } as const;
    await sending.get(DocumentOutbox).queue(queued);
    expect(await outboxOf(sending).countDocuments({ state: 'waiting' })).toBe(1);
    await workers.end(sending);
    const lines: string[] = [];
    const startSilent = () => workers.start({}, createLogger('warn', { write: (line) => void lines.push(line) }));
    const silent = await startSilent();
    expect(await outboxOf(silent).countDocuments({})).toBe(0);
    await workers.end(silent);
    await workers.end(await startSilent());
    const said = lines.map((line) => JSON.parse(line) as object).filter((line) => 'channel' in line);
    expect(said).toMatchObject([{ level: 'warn', part: NAME, channel: 'email', count: 1 }]);
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
    const withdrawn = await invite(second, projectId, 'withdrawn@example.org');
    await invite(second, projectId, 'linus@example.org');
    const withdrawal = new WithdrawInvitation({ projectId, invitationId: withdrawn }, {
      ...context(userId),
      principal,
    } as never);
    await second.get(CommandBus).execute(withdrawal);
    await untilAllEnded(second);
    expect(recipients()).toEqual(['linus@example.org']);
    await workers.end(first);
    await until('the other has taken over', async () => (await stateOf(second)) === 'acting');
    // what that one tells last
    await untilPoliciesFollow(second);
    await invite(second, projectId, 'ada@example.org');
    await untilAllEnded(second);
    expect(recipients()).toEqual(['linus@example.org', 'ada@example.org']);
    await workers.end(second);
  }, 240_000);
});
