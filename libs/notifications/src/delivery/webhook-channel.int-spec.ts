import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { isProven, type ReceivedHook } from '#libs/code-hosts';
import { ReadModelRebuildingError } from '#libs/event-sourcing';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import { grace, idOf, notice } from '../inbox.fixture.js';
import type { ShownNotification } from '../read/inbox.queries.js';
import type { Delivered } from './channel.js';
import type { OutboxRow } from './outbox-row.js';
import { WebhookChannel } from './webhook-channel.js';

const secret = `whsec_${Buffer.alloc(32, 7).toString('base64')}`;
const messageId = idOf('a');
const row: OutboxRow = {
  ...{ _id: 'webhook a', channel: 'webhook', notificationId: messageId, userId: grace, kind: 'image-available' },
  ...{ position: '7', state: 'ready', queuedAt: new Date(), dueAt: new Date(), attempts: 0, messageId },
};
const told: ShownNotification = {
  ...{ ...notice('a'), notificationId: messageId, userId: grace, raisedAt: '2026-11-29T12:00:00.000Z' },
  ...{ raisedAtRevision: 0, read: false, projectName: 'Secret project', sessionName: 'Secret session' },
};

interface Answer {
  readonly status: number;
  readonly location?: string;
  readonly says?: string;
  readonly isEndless?: boolean;
  readonly isSilent?: boolean;
  /** Breaks off, by then. */
  readonly isCut?: 'before its status' | 'in its body';
}

let server: Server;
let received: ReceivedHook[];
let answers: Answer[];
let clients: OutboundClient[];

const address = (): string => `http://127.0.0.1:${(server.address() as AddressInfo).port}/hook`;

const say = (response: ServerResponse, { status, location, says = '', isEndless, isCut }: Answer): void => {
  response.writeHead(status, location === undefined ? {} : { location });
  response.write(says, () => isCut !== undefined && response.destroy());
  if (isEndless !== true && isCut === undefined) response.end();
};

beforeEach(async () => {
  [received, answers, clients] = [[], [], []];
  server = createServer((request, response) => {
    void text(request).then((body) => {
      received.push({ headers: request.headers, body });
      const answer = answers.shift() ?? { status: 204 };
      if (answer.isCut === 'before its status') request.socket.destroy();
      else if (answer.isSilent !== true) say(response, answer);
    });
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
});
afterEach(async () => {
  await Promise.all(clients.map((client) => client.close()));
  server.closeAllConnections();
  await new Promise<void>((resolve) => server.close(() => resolve()));
});

interface World {
  readonly unread?: ShownNotification[];
  readonly isKnown?: boolean | 'rebuilding';
  readonly allowed?: string[];
  readonly url?: string;
  readonly timeoutMs?: number;
}

const deliver = (world: World = {}): Promise<Delivered> => {
  const { unread = [told], isKnown = true, allowed = ['127.0.0.1'], url = address(), timeoutMs = 20_000 } = world;
  const outbound = new OutboundClient(new OutboundAccess({ allowed, ownStores: [] }), { timeoutMs });
  clients.push(outbound);
  const waitFor = (position: bigint): Promise<boolean> => {
    if (isKnown === 'rebuilding') return Promise.reject(new ReadModelRebuildingError('notification'));
    return Promise.resolve(isKnown && position === 7n);
  };
  const inbox = { stillUnread: () => Promise.resolve(unread) };
  return new WebhookChannel({ url, secret, outbound, inbox, readModels: { waitFor } }).deliver(messageId, [row]);
};

describe('rule 12, the operator’s webhook', () => {
  test('is told ids alone, signed as Standard Webhooks has it, twice as the same message', async () => {
    expect([await deliver(), await deliver()]).toEqual(['sent', 'sent']);
    expect(received.map((hook) => isProven(hook, secret, new Date()))).toEqual([true, true]);
    expect(received.map(({ headers }) => headers['webhook-id'])).toEqual([messageId, messageId]);
    const { kind, projectId, sessionId } = told;
    expect(received.map(({ body }) => JSON.parse(body) as unknown)).toContainEqual({
      ...{ type: 'notification.raised', timestamp: '2026-11-29T12:00:00.000Z' },
      data: { notificationId: messageId, userId: grace, kind, projectId, sessionId },
    });
  });

  test('is told nothing of what was read meanwhile, nor yet of what the read models do not know', async () => {
    expect(await deliver({ unread: [] })).toBe('dropped');
    expect(await deliver({ isKnown: false })).toBe('not-yet');
    expect(await deliver({ isKnown: 'rebuilding' })).toBe('not-yet');
    expect(received).toEqual([]);
  });

  test.each([
    [503, 'server'],
    [502, 'server'],
    [429, 'server'],
    [500, 'message'],
    [404, 'message'],
    [401, 'message'],
    [400, 'message'],
  ])('that answers %i has not taken it: that is of the %s', async (status, scope) => {
    answers.push({ status });
    await expect(deliver()).rejects.toMatchObject({ scope, message: `answered ${status}` });
  });

  test.each([
    ['longer than anybody reads', { says: 'x'.repeat(300_000) }],
    ['that does not end', { says: 'x', isEndless: true }],
    ['that breaks off', { says: 'x', isCut: 'in its body' }],
  ] as const)('is taken at its status, with a body %s', async (_, said) => {
    answers.push({ status: 200, ...said }, { status: 500, ...said });
    expect(await deliver()).toBe('sent');
    await expect(deliver()).rejects.toMatchObject({ scope: 'message', message: 'answered 500' });
  });

  test('is not followed elsewhere', async () => {
    answers.push({ status: 307, location: address() });
    await expect(deliver()).rejects.toMatchObject({ message: 'answered 307' });
    expect(received).toHaveLength(1);
  });

  test.each([
    ['says nothing', { isSilent: true }, { timeoutMs: 1_000 }, 'TimeoutError'],
    ['breaks off', { isCut: 'before its status' }, {}, 'UND_ERR_SOCKET'],
  ] as const)('that %s has not taken it: that is of the server', async (_, said, within, why) => {
    answers.push({ status: 200, ...said });
    await expect(deliver(within)).rejects.toMatchObject({ scope: 'server', message: `no answer: ${why}` });
    expect(received).toHaveLength(1);
  });

  test.each([
    address,
    () => 'http://localhost:9/',
    () => 'http://169.254.169.254/latest/meta-data/',
    () => 'http://10.0.0.1/hook',
    () => 'http://[::ffff:127.0.0.1]/hook',
    () => 'http://2130706433/hook',
  ])('at an address that OUTBOUND_ALLOWED does not name is not asked', async (at) => {
    await expect(deliver({ allowed: [], url: at() })).rejects.toMatchObject({
      ...{ scope: 'server', message: 'no such host, or none that may be asked (OUTBOUND_ALLOWED)' },
    });
    expect(received).toEqual([]);
  });
});
