import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { isProven } from '#libs/code-hosts';
import { MailServer } from '../../libs/notifications/src/delivery/mail-server.fixture.js';
import type { Deployment } from '../support/deployment.js';
import { until } from '../support/until.js';
import { Notifier } from './support/notifier.js';
import type { Person } from './support/person.js';
import { TAKEN_OVER_MS, TellingWorkers } from './support/telling-workers.js';
import { WebhookReceiver } from './support/webhook-receiver.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;

let deployment: Deployment;
let workers: TellingWorkers;
let receiver: WebhookReceiver;
let mail: MailServer;
let notifier: Notifier;
let grace: Person;
let projectId: string;
let sessionId: string;
let builds = 0;

beforeAll(async () => {
  receiver = await WebhookReceiver.start();
  mail = await MailServer.start();
  workers = await TellingWorkers.start({
    ...{ NOTIFICATION_WEBHOOK_URL: receiver.url, NOTIFICATION_WEBHOOK_SECRET: secret, OUTBOUND_ALLOWED: '127.0.0.1' },
    SMTP_URL: `smtp://127.0.0.1:${mail.port}`,
  });
  ({ deployment, grace } = workers);
  notifier = await Notifier.on(workers.dataDir);
  projectId = await grace.createProject('private', 'Rivers');
  sessionId = await grace.addSession(projectId);
});
afterAll(async () => {
  await notifier.close();
  await workers.close();
  await mail.close();
  await receiver.close();
});
beforeEach(async () => {
  await workers.startEnded();
  receiver.received.length = 0;
});

const outbox = () => workers.outbox();
const ofWebhook = { channel: 'webhook' } as const;
const ofOthers = (known: readonly string[]) => ({ ...ofWebhook, messageId: { $nin: [...known] } });
const ids = async () => (await outbox().find(ofWebhook).toArray()).flatMap(({ messageId }) => messageId ?? []);

/** Something new that Grace is told: its message's id, once it is queued. */
const raise = async (): Promise<string> => {
  const known = await ids();
  await notifier.imageAvailable(grace, { projectId, sessionId }, (builds += 1).toString(16));
  const find = async () => (await outbox().find(ofOthers(known)).toArray())[0]?.messageId;
  return until('it is queued', find, TAKEN_OVER_MS);
};
const makeDue = (messageId: string) => outbox().updateMany({ messageId }, { $set: { dueAt: new Date(0) } });
const untilEnded = (messageId: string) =>
  until('it is told', async () => (await outbox().countDocuments({ messageId, state: 'ended' })) === 1, TAKEN_OVER_MS);
const received = () => receiver.received.map(({ headers }) => headers['webhook-id']);

/** One worker has told a message and is not answered. */
const begin = async () => {
  const [worker, other] = await workers.acting();
  const reached = receiver.holdNext();
  const told = await raise();
  return { told, worker, other, held: await reached, pid: deployment.process(worker).pid };
};

describe('rule 12, the operator’s webhook', () => {
  test('is told again, as the same message, by another worker where the first is killed before it is answered', async () => {
    const { told, worker } = await begin();
    await deployment.kill(worker);
    await makeDue(told);
    await untilEnded(told);
    expect(received()).toEqual([told, told]);
    expect(receiver.received.map((hook) => isProven(hook, secret, new Date()))).toEqual([true, true]);
  });

  test('is told once by a worker that ends before it is answered, and meanwhile the next by another', async () => {
    const { told, worker, held } = await begin();
    const ended = deployment.process(worker).end('SIGTERM');
    const next = await raise();
    await untilEnded(next);
    held.answer(204);
    await untilEnded(told);
    await ended;
    expect(received()).toEqual([told, next]);
  });

  test('is told once by a worker that stands still until another has taken over', async () => {
    const { told, pid, held } = await begin();
    process.kill(pid, 'SIGSTOP');
    held.answer(204);
    const next = await raise();
    await untilEnded(next);
    process.kill(pid, 'SIGCONT');
    await untilEnded(told);
    expect(received()).toEqual([told, next]);
  });

  test('is told once by a worker whose database is killed before it is answered', async () => {
    const { told, held } = await begin();
    await deployment.kill('stores');
    held.answer(204);
    await deployment.startOne('stores');
    await untilEnded(told);
    expect(received()).toEqual([told]);
  });

  test('that is slow holds up no e-mail', async () => {
    const { told, held } = await begin();
    const before = mail.received.length;
    await grace.post(`/projects/${projectId}/invitations`, { email: 'ada@example.org', role: 'viewer' });
    const queued = { channel: 'invitation' } as const;
    await until('it is queued', async () => (await outbox().countDocuments(queued)) === 1, TAKEN_OVER_MS);
    await outbox().updateMany(queued, { $set: { dueAt: new Date(0) } });
    await until('she is invited', () => mail.received.length > before);
    expect(await outbox().countDocuments({ messageId: told, state: 'ready' })).toBe(1);
    held.answer(204);
    await untilEnded(told);
  });
});
