import { afterAll, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { ScriptedMailServer, type Stage } from '../../libs/notifications/src/delivery/scripted-mail-server.fixture.js';
import type { Deployment } from '../support/deployment.js';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { TAKEN_OVER_MS, TellingWorkers } from './support/telling-workers.js';

/** Of what is not told before the spec has done what comes first. */
const FAR = new Date('2100-01-01');

let deployment: Deployment;
let workers: TellingWorkers;
let mail: ScriptedMailServer;
let grace: Person;
let projectId: string;
let invited = 0;

beforeAll(async () => {
  mail = await ScriptedMailServer.start();
  workers = await TellingWorkers.start({ SMTP_URL: `smtp://127.0.0.1:${mail.port}` });
  ({ deployment, grace } = workers);
  projectId = await grace.createProject('private', 'Rivers');
});
afterAll(async () => {
  await workers.close();
  await mail.close();
});
beforeEach(async () => {
  await workers.startEnded();
  mail.received.length = 0;
});

const outbox = () => workers.outbox();

/** Somebody who was never here. The invitation's id, once it is queued; it is not told before it is made due. */
const invite = async (): Promise<string> => {
  const email = `invited-${(invited += 1)}@example.org`;
  const { body } = await grace.post(`/projects/${projectId}/invitations`, { email, role: 'viewer' });
  const invitationId = String(body['invitationId']);
  const isQueued = async () => (await outbox().countDocuments({ invitationId })) === 1;
  await until('it is queued', isQueued, TAKEN_OVER_MS);
  await outbox().updateMany({ invitationId }, { $set: { dueAt: FAR } });
  return invitationId;
};
const makeDue = (invitationId: string) => outbox().updateMany({ invitationId }, { $set: { dueAt: new Date(0) } });
const untilEnded = (invitationId: string) =>
  until(
    'it is told',
    async () => (await outbox().countDocuments({ invitationId, state: 'ended' })) === 1,
    TAKEN_OVER_MS,
  );
/** Which invitation each mail is of, in the order they came. */
const received = () => mail.received.map((raw) => /^Message-ID: <(.*)@renku\.example\.org>/im.exec(raw)?.[1]);

/** One worker has come so far with a message, and is not answered. */
const begin = async (stage: Stage) => {
  const [worker, other] = await workers.acting();
  const [told, next] = [await invite(), await invite()];
  const held = mail.holdAt(stage);
  await makeDue(told);
  return { told, next, worker, other, held: await held, pid: deployment.process(worker).pid };
};

describe('rule 12, a worker that is killed', () => {
  test('before a message is whole has not told it, and another does', async () => {
    const { told, worker } = await begin('DATA');
    await deployment.kill(worker);
    await makeDue(told);
    await untilEnded(told);
    expect(received()).toEqual([told]);
  });

  test('once it is taken and before that is noted has it told again as the same message', async () => {
    const { told, worker, held, pid } = await begin('body');
    process.kill(pid, 'SIGSTOP');
    held.goOn();
    await deployment.kill(worker);
    await makeDue(told);
    await untilEnded(told);
    expect(received()).toEqual([told, told]);
  });
});

describe('rule 12, a message is told once', () => {
  test('by a worker that ends meanwhile, though another takes over before its server has answered', async () => {
    const { told, next, worker, held } = await begin('body');
    await makeDue(next);
    const ended = deployment.process(worker).end('SIGTERM');
    await untilEnded(next);
    held.goOn();
    await untilEnded(told);
    await ended;
    expect(received()).toEqual([told, next]);
  });

  test('by a worker that stands still meanwhile, though another takes over', async () => {
    const { told, next, pid, held } = await begin('RCPT');
    process.kill(pid, 'SIGSTOP');
    held.goOn();
    await makeDue(next);
    await untilEnded(next);
    process.kill(pid, 'SIGCONT');
    await untilEnded(told);
    expect(received()).toEqual([next, told]);
  });

  test('by a worker whose database is killed meanwhile', async () => {
    const { told, held } = await begin('body');
    await deployment.kill('stores');
    held.goOn();
    await deployment.startOne('stores');
    await untilEnded(told);
    expect(received()).toEqual([told]);
  });
});
