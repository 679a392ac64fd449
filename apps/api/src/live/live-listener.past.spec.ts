import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { beforeEach, describe, expect, test } from 'vitest';
import type { ProjectAccess } from '#libs/access';
import { type HistoryEntry, type HistoryQueries, ProjectChannels } from '#libs/history';
import { InboxChannels, InboxPast } from '#libs/notifications';
import type { Metrics } from '#libs/observability';
import { Listeners } from './listeners.js';
import { LiveGateway } from './live.gateway.js';
import { LiveListener, type LiveListenerParts } from './live-listener.js';

const PAGE = 500;
const project: ProjectAccess = { publicSince: 0n, members: new Map(), deleted: false };
const principal = { userId: 'linus', displayName: 'Linus', roles: new Set<never>() };

const entry = (position: number): HistoryEntry => ({
  ...{ position: String(position), projectId: 'p', stream: 'project-p', revision: position, type: 'ProjectRenamed' },
  ...{ at: '2026-11-29T08:00:00.000Z', actor: 'grace', correlationId: 'c', causationId: 'c' },
  data: { projectId: 'p', name: 'n'.repeat(1000) },
});

const settled = (): Promise<void> => new Promise(setImmediate);

let listeners: Listeners;
/** Pages that are being read, each until it is let go. */
let reading: (() => void)[];
let pagesRead: number;
let most: number;

const readPage = async (): Promise<void> => {
  pagesRead += 1;
  await new Promise<void>((resolve) => {
    reading.push(resolve);
    most = Math.max(most, reading.length);
  });
};

/** Lets pages be read until nobody wants another one. */
const readAll = async (): Promise<void> => {
  for (await settled(); reading.length > 0; await settled()) reading.shift()?.();
};

const hub = { position: 10_000n, attach: () => () => undefined };

const parts = (events: number): LiveListenerParts =>
  ({
    listeners,
    projects: { of: () => Promise.resolve(project) },
    channels: new ProjectChannels(hub, { of: () => Promise.resolve(project) }, () => undefined),
    inboxes: new InboxChannels(hub),
    inboxPast: new InboxPast({ read: () => readPage().then(() => []) }),
    log: { head: () => Promise.resolve(hub.position) },
    history: {
      async *pages() {
        for (let first = 1; first <= events; first += PAGE) {
          await readPage();
          yield Array.from({ length: PAGE }, (_, n) => entry(first + n));
        }
      },
    } as unknown as HistoryQueries,
    readModels: { waitFor: () => Promise.resolve(true) },
    report: () => undefined,
    authenticator: {
      forget: () => undefined,
      authenticate: () => Promise.resolve({ ...principal, expiresAt: new Date(Date.now() + 3_600_000) }),
    },
  }) as unknown as LiveListenerParts;

/** One whose connection takes what it is sent when it is told to. */
const connected = (events = 10 * PAGE) => {
  const conn = Object.assign(new EventEmitter(), { close: () => conn.emit('close') });
  const sent: string[] = [];
  let receive: (packet: unknown, next: () => void) => void = () => undefined;
  const socket = {
    conn,
    use: (middleware: typeof receive) => (receive = middleware),
    emit: (name: string, message: unknown) => {
      sent.push(name);
      conn.emit('packetCreate', { type: 'message', data: JSON.stringify(message) });
    },
  };
  const expiresAt = new Date(Date.now() + 3_600_000);
  const listener = new LiveListener(socket as unknown as Socket, 't', { ...principal, expiresAt }, parts(events));
  listeners.add(listener);
  return { listener, conn, sent, receive: (next: () => void) => receive([], next) };
};

beforeEach(() => {
  listeners = new Listeners();
  reading = [];
  [pagesRead, most] = [0, 0];
});

describe('the past', () => {
  test('of a project that is asked for again and again is read for the last one that asked', async () => {
    const { listener, conn } = connected(PAGE);
    for (let n = 0; n < 1000; n += 1) await listener.subscribe({ project: 'p' }, '0');
    await readAll();
    conn.emit('drain');
    expect(pagesRead).toBeLessThanOrEqual(5);
  });

  test('of an inbox too', async () => {
    const { listener } = connected();
    for (let n = 0; n < 1000; n += 1) await listener.subscribe({ inbox: true }, '0');
    await readAll();
    expect(pagesRead).toBeLessThanOrEqual(5);
  });

  test('is read for a person four pages at a time, on however many connections, and for another person beside', async () => {
    for (let connection = 0; connection < 5; connection += 1) {
      const { listener } = connected(PAGE);
      for (let n = 0; n < 20; n += 1) await listener.subscribe({ project: `p${n}` }, '0');
    }
    await settled();
    expect([reading.length, pagesRead]).toEqual([4, 4]);
    await readAll();
    expect([most, pagesRead]).toEqual([4, 100]);
  });

  test('is handed out as fast as it is read, all of it', async () => {
    const { listener, conn, sent } = connected();
    await listener.subscribe({ project: 'p' }, '0');
    await readAll();
    expect(sent.length).toBeGreaterThan(0);
    expect([sent.length < 2 * PAGE, pagesRead]).toEqual([true, 1 + Math.floor(sent.length / PAGE)]);
    for (let taken = 0; taken < 100; taken += 1) {
      conn.emit('drain');
      await readAll();
    }
    expect([sent.length, new Set(sent)]).toEqual([10 * PAGE, new Set(['event'])]);
  });

  test('is read no further for a connection that is gone', async () => {
    const { listener, conn } = connected();
    await listener.subscribe({ project: 'p' }, '0');
    await readAll();
    const before = pagesRead;
    listener.close();
    conn.emit('close');
    await readAll();
    expect(pagesRead).toBe(before);
  });
});

describe('the messages of a connection', () => {
  const gateway = (): LiveGateway => new LiveGateway(listeners, { gauge: () => undefined } as unknown as Metrics);

  test('are acted on as they were sent: what is left right after it was asked for is not listened to', async () => {
    const { listener } = connected();
    const live = gateway();
    await Promise.all([live.subscribe(listener, { project: 'p' }), live.unsubscribe(listener, { project: 'p' })]);
    live.onModuleDestroy();
    expect(listener.feedCount).toBe(0);
  });

  test('wait for those before them, and too many are refused', async () => {
    const { listener } = connected();
    const live = gateway();
    const asked = Array.from({ length: 1000 }, () => live.subscribe(listener, { project: 'p' }));
    const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
    live.onModuleDestroy();
    expect(refused.length).toBe(1000 - 201);
    expect((refused[0] as PromiseRejectedResult).reason).toMatchObject({ code: 'too-many-requests' });
  });

  test('of one that reads no answers end it', () => {
    const { listener, conn, receive } = connected();
    let [heard, isOver] = [0, false];
    conn.once('close', () => (isOver = true));
    receive(() => (heard += 1));
    for (let answer = 0; answer < 500; answer += 1)
      conn.emit('packetCreate', { type: 'message', data: 'x'.repeat(10_000) });
    receive(() => (heard += 1));
    expect([heard, isOver, listener.feedCount]).toEqual([1, true, 0]);
  });
});
