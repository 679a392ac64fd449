import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { OutboxRow } from '#libs/notifications';
import type { ReadModelsConnection } from '#libs/read-models';
import { bodyOf, headerOf, MailServer } from '../../libs/notifications/src/delivery/mail-server.fixture.js';
import { until } from '../support/until.js';
import { openReadModels } from './support/open-read-models.js';
import type { Answer, Loose, Person } from './support/person.js';
import { System } from './support/system.js';

let mail: MailServer;
let system: System;
let database: ReadModelsConnection;
let ada: Person;
let grace: Person;

beforeAll(async () => {
  mail = await MailServer.start();
  system = await System.start({
    ...{ EMAIL_NOTIFICATIONS: 'opt-in', EMAIL_FROM: 'Renku <renku@example.org>' },
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  });
  database = await openReadModels(system.dataDir);
  [ada, grace] = [await system.person('ada'), await system.person('grace')];
});
afterAll(async () => {
  await database.close();
  await system.remove();
  await mail.close();
});

const invite = (projectId: string, email: string, role = 'editor', who = grace) =>
  who.post(`/projects/${projectId}/invitations`, { email, role });
const openOf = async (projectId: string) => (await grace.get<Loose[]>(`/projects/${projectId}/invitations`)).body;
const ownOf = async (who: Person, projectId: string) =>
  (await who.get<Loose[]>('/me/invitations')).body.filter((one) => one['projectId'] === projectId);
const answer = (who: Person, projectId: string, { body }: Answer, verb: 'accept' | 'decline') =>
  who.post(`/projects/${projectId}/invitations/${body['invitationId']}/${verb}`);

const outbox = () => database.collection<OutboxRow>('notification-deliveries');
const mailsTo = (email: string) => mail.received.filter(({ to }) => to.includes(email));
/** It is queued, and told once it is made due. */
const untilQueued = async ({ body }: Answer): Promise<void> => {
  const invitationId = String(body['invitationId']);
  await until('it is queued', async () => (await outbox().countDocuments({ invitationId })) === 1);
  await outbox().updateMany({ invitationId }, { $set: { dueAt: new Date('2100-01-01') } });
};
/** All that is queued is due, and nobody is left who is to be told. */
const untilAllAreTold = async (): Promise<void> => {
  await outbox().updateMany({ channel: 'invitation' }, { $set: { dueAt: new Date(0) } });
  await until('all are told', async () =>
    /^renku_sessions_deliveries_waiting{channel="invitation"} 0$/m.test(
      await (await fetch(`${system.url}/metrics`)).text(),
    ),
  );
};

/** All that the event store has written, of any stream, as it is on the disk. */
const wholeLog = async (): Promise<string> => {
  const directory = join(system.dataDir, 'event-store');
  const files = await readdir(directory, { recursive: true, withFileTypes: true });
  const texts = files.filter((file) => file.isFile()).map((file) => readFile(join(file.parentPath, file.name), 'utf8'));
  return (await Promise.all(texts)).join('\n');
};

describe('rule 17, invitations', () => {
  test('who never signed in finds it when they do, and joins by a press', async () => {
    const projectId = await grace.createProject('private', 'Rivers');
    const invitation = await invite(projectId, 'Linus@Example.org');
    expect(invitation).toMatchObject({
      status: 201,
      body: { email: 'linus@example.org', role: 'editor', invitedBy: 'Grace', expiresAt: expect.any(String) },
    });
    expect(await openOf(projectId)).toEqual([invitation.body]);

    const linus = await system.person('linus');
    expect(await ownOf(linus, projectId)).toEqual([
      { ...invitation.body, email: undefined, projectId, projectName: 'Rivers' },
    ]);
    expect((await linus.get(`/projects/${projectId}`)).status).toBe(404);
    expect((await answer(linus, projectId, invitation, 'accept')).status).toBe(204);
    expect((await linus.get(`/projects/${projectId}`)).body).toMatchObject({ role: 'editor' });
    expect([...(await ownOf(linus, projectId)), ...(await openOf(projectId))]).toEqual([]);
    expect(await answer(linus, projectId, invitation, 'accept')).toMatchObject({
      status: 404,
      body: { code: 'invitation-not-found' },
    });
  });

  test('whom it is for is told by e-mail, once, also who never was here, and not where it was withdrawn at once', async () => {
    const projectId = await grace.createProject('private', 'Glaciers');
    const withdrawn = await invite(projectId, 'mistyped@example.org');
    await untilQueued(withdrawn);
    const path = `/projects/${projectId}/invitations/${withdrawn.body['invitationId']}`;
    expect((await grace.call('DELETE', path)).status).toBe(204);
    const invited = await invite(projectId, 'newcomer@example.org', 'viewer');
    await invite(projectId, 'newcomer@example.org', 'viewer');
    await untilQueued(invited);
    await untilAllAreTold();
    const [told, ...more] = mailsTo('newcomer@example.org');
    expect(more).toEqual([]);
    expect(headerOf(told!, 'Message-ID')).toBe(`<${invited.body['invitationId']}@127.0.0.1>`);
    expect(bodyOf(told!)).toContain('“Grace” invites you to the project “Glaciers” as viewer');
    expect(bodyOf(told!)).toContain(`${system.url}/`);
    expect(mailsTo('mistyped@example.org')).toEqual([]);
  });

  test('one whose answer was lost is accepted once more, and is answered the same', async () => {
    const projectId = await grace.createProject();
    const invitation = await invite(projectId, 'ada@example.org');
    const accept = () =>
      ada.post(`/projects/${projectId}/invitations/${invitation.body['invitationId']}/accept`, undefined, {
        'Idempotency-Key': 'the-same',
      });
    const [first, second] = [await accept(), await accept()];
    expect([first.status, second.status]).toEqual([204, 204]);
    expect(second.headers.get('position')).toBe(first.headers.get('position'));
  });

  test('one that is open is answered as it is, whatever role is asked for, by whichever owner', async () => {
    const projectId = await grace.createProject();
    await grace.setRole(projectId, ada, 'owner');
    const first = await invite(projectId, 'somebody@example.org', 'viewer');
    const both = await Promise.all([
      invite(projectId, 'somebody@example.org', 'owner', ada),
      invite(projectId, 'SOMEBODY@example.org', 'owner'),
    ]);
    expect(both.map(({ body }) => body)).toEqual([first.body, first.body]);
    expect(await openOf(projectId)).toEqual([first.body]);
  });

  test('it is declined by whom it is for, or withdrawn by an owner, and can be made once more', async () => {
    const projectId = await grace.createProject();
    const declined = await invite(projectId, 'ada@example.org');
    expect((await answer(ada, projectId, declined, 'decline')).status).toBe(204);
    const withdrawn = await invite(projectId, 'ada@example.org', 'owner');
    expect(withdrawn.body).toMatchObject({ role: 'owner' });
    const path = `/projects/${projectId}/invitations/${withdrawn.body['invitationId']}`;
    expect((await grace.call('DELETE', path)).status).toBe(204);
    expect((await grace.call('DELETE', path)).body).toMatchObject({ code: 'invitation-not-found' });
    expect([...(await ownOf(ada, projectId)), ...(await openOf(projectId))]).toEqual([]);
    expect((await answer(ada, projectId, withdrawn, 'accept')).status).toBe(404);
  });

  test('for everybody else there is none, and only owners invite', async () => {
    const projectId = await grace.createProject();
    const linus = await system.person('linus');
    const invitation = await invite(projectId, 'ada@example.org');
    for (const verb of ['accept', 'decline'] as const)
      expect((await answer(linus, projectId, invitation, verb)).body).toMatchObject({ code: 'invitation-not-found' });
    const elsewhere = await linus.createProject();
    expect((await answer(ada, elsewhere, invitation, 'accept')).body).toMatchObject({ code: 'invitation-not-found' });
    expect((await invite(projectId, 'x@example.org', 'owner', linus)).body).toMatchObject({
      code: 'project-not-found',
    });
    await grace.setRole(projectId, linus, 'editor');
    expect((await invite(projectId, 'x@example.org', 'owner', linus)).status).toBe(403);
    expect((await linus.get(`/projects/${projectId}/invitations`)).status).toBe(403);
    expect(await openOf(projectId)).toEqual([invitation.body]);
  });

  test('a member is not invited, an address has to be one, and nothing is kept of what was refused', async () => {
    const projectId = await grace.createProject();
    expect((await invite(projectId, 'grace@example.org')).body).toMatchObject({ code: 'already-member' });
    for (const email of ['grace', `${'g'.repeat(65)}@example.org`])
      expect((await invite(projectId, email)).body).toMatchObject({
        code: 'invalid-request',
        errors: [{ pointer: '/email' }],
      });
    expect([...(await ownOf(grace, projectId)), ...(await openOf(projectId))]).toEqual([]);
  });

  test('of a project that was deleted there is none', async () => {
    const projectId = await grace.createProject();
    const invitation = await invite(projectId, 'ada@example.org');
    expect((await grace.call('DELETE', `/projects/${projectId}`)).status).toBe(204);
    expect(await ownOf(ada, projectId)).toEqual([]);
    expect((await answer(ada, projectId, invitation, 'accept')).body).toMatchObject({ code: 'invitation-not-found' });
  });

  test('the address is not in the log, and goes with the person', async () => {
    const projectId = await grace.createProject();
    const audrey = await system.person('audrey');
    await invite(projectId, 'audrey@example.org');
    const log = await wholeLog();
    expect(log).toContain('PersonInvited');
    expect(log).not.toMatch(/audrey|linus@/i);
    expect((await audrey.call('DELETE', '/me')).status).toBe(204);
    const [left] = await openOf(projectId);
    expect(left).toMatchObject({ role: 'editor' });
    expect(left).not.toHaveProperty('email');
    const path = `/projects/${projectId}/invitations/${left?.['invitationId']}`;
    expect((await grace.call('DELETE', path)).status).toBe(204);
  });
});
