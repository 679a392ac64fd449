import { EventEmitter } from 'node:events';
import type { Socket } from 'socket.io';
import { beforeEach, describe, expect, test } from 'vitest';
import { type AuthenticatedPrincipal, type GlobalRole, InvalidTokenError, type ProjectAccess } from '#libs/access';
import type { Recorded } from '#libs/event-sourcing';
import { type HistoryQueries, ProjectChannels } from '#libs/history';
import { InboxChannels, InboxPast } from '#libs/notifications';
import { Listeners } from './listeners.js';
import { LiveListener, type LiveListenerParts } from './live-listener.js';

const principal = (expiresInMs: number, ...roles: GlobalRole[]): AuthenticatedPrincipal => ({
  ...{ userId: 'audrey', displayName: 'Audrey', roles: new Set(roles) },
  expiresAt: new Date(Date.now() + expiresInMs),
});

const HOUR_MS = 3_600_000;
const project: ProjectAccess = { publicSince: undefined, members: new Map([['grace', 'owner']]), deleted: false };

let position: bigint;
let hear: (event: Recorded) => void;
let sent: [string, unknown][];
let isConnected: boolean;
let tokens: Map<string, AuthenticatedPrincipal>;
let answer: (access: ProjectAccess) => void;
let lookUp: () => Promise<ProjectAccess>;
let listeners: Listeners;

const immediately = (): Promise<ProjectAccess> => Promise.resolve(project);
const whenAnswered = (): Promise<ProjectAccess> => new Promise((resolve) => (answer = resolve));

const happenIn = (stream: string, type: string, data: object): void => {
  position += 1n;
  hear({
    ...{ id: String(position), type, data, stream, revision: position, position },
    at: '2026-01-01T00:00:00.000Z',
    metadata: {
      actor: 'grace',
      commandId: 'c',
      $correlationId: 'c',
      $causationId: 'c',
      bodyHash: '',
      schemaVersion: 1,
    },
  });
};

const happen = (): void => happenIn('project-p', 'ProjectRenamed', { projectId: 'p' });

const happenInInbox = (userId: string): void =>
  happenIn(`inbox-${userId}`, 'NotificationRead', { notificationIds: [] });

const unused = (): never => {
  throw new Error('nothing of the past is read here');
};

const parts = (): LiveListenerParts => {
  const hub = {
    get position() {
      return position;
    },
    attach: (listener: typeof hear) => {
      const others = hear;
      hear = (event) => {
        others(event);
        listener(event);
      };
      return () => undefined;
    },
  };
  const projects = { of: () => lookUp() };
  return {
    listeners,
    projects,
    channels: new ProjectChannels(hub, projects, unused),
    inboxes: new InboxChannels(hub),
    inboxPast: new InboxPast({ read: unused }),
    log: { head: () => Promise.resolve(position) },
    history: { all: unused } as unknown as HistoryQueries,
    readModels: { waitFor: unused, documents: unused, live: unused, position: unused },
    report: unused,
    authenticator: {
      forget: () => undefined,
      authenticate: (token) => {
        const known = tokens.get(token);
        return known === undefined ? Promise.reject(new InvalidTokenError('erased')) : Promise.resolve(known);
      },
    },
  };
};

const connected = (token: string): LiveListener => {
  const socket = {
    conn: new EventEmitter(),
    use: () => undefined,
    emit: (name: string, message: unknown) => sent.push([name, message]),
    disconnect: () => (isConnected = false),
  };
  const listener = new LiveListener(socket as unknown as Socket, token, tokens.get(token)!, parts());
  listeners.add(listener);
  return listener;
};

const names = (): string[] => sent.map(([name, message]) => (name === 'ended' ? (message as Ended).reason : name));

interface Ended {
  readonly reason: string;
}

beforeEach(() => {
  position = 1n;
  hear = () => undefined;
  sent = [];
  isConnected = true;
  lookUp = immediately;
  listeners = new Listeners();
  tokens = new Map([
    ['auditor', principal(HOUR_MS, 'auditor')],
    ['none', principal(HOUR_MS)],
    ['short', principal(0, 'auditor')],
  ]);
});

describe('messages of a connection', () => {
  test('are acted on one after the other, as they were sent, also where one fails', async () => {
    const listener = connected('auditor');
    const begun: string[] = [];
    let fail: (error: Error) => void = () => undefined;
    const first = listener.inOrder(() => {
      begun.push('first');
      return new Promise((_, reject) => (fail = reject));
    });
    const second = listener.inOrder(() => begun.push('second'));
    await new Promise(setImmediate);
    expect(begun).toEqual(['first']);
    fail(new Error('no answer'));
    await expect(first).rejects.toThrow('no answer');
    await second;
    expect(begun).toEqual(['first', 'second']);
  });

  test('are refused where two hundred wait, and those that wait are not', async () => {
    const listener = connected('auditor');
    let done = 0;
    let answered: () => void = () => undefined;
    const first = listener.inOrder(() => new Promise<void>((resolve) => (answered = resolve)));
    const others = Array.from({ length: 200 }, () => listener.inOrder(() => (done += 1)));
    await expect(listener.inOrder(() => (done += 1))).rejects.toMatchObject({ code: 'too-many-requests' });
    answered();
    await Promise.all([first, ...others]);
    expect(done).toBe(200);
  });
});

describe('a listener', () => {
  test('whose new token lacks the role that let it listen hears no event after it', async () => {
    const listener = connected('auditor');
    await listener.subscribe({ project: 'p' });
    happen();
    lookUp = whenAnswered;
    const renewed = listener.renew('none');
    await Promise.resolve();
    happen();
    answer(project);
    await renewed;
    happen();
    expect(names()).toEqual(['event', 'access-lost']);
  });

  test('whose new token has the same roles is not looked at anew', async () => {
    const listener = connected('auditor');
    await listener.subscribe({ project: 'p' });
    tokens.set('newer', principal(HOUR_MS, 'auditor'));
    lookUp = unused;
    await listener.renew('newer');
    happen();
    expect(names()).toEqual(['event']);
  });

  test('whose new token allows as much misses nothing', async () => {
    const listener = connected('auditor');
    await listener.subscribe({ project: 'p' });
    tokens.set('newer', principal(HOUR_MS, 'auditor', 'admin'));
    lookUp = whenAnswered;
    const renewed = listener.renew('newer');
    await Promise.resolve();
    happen();
    answer(project);
    await renewed;
    happen();
    expect(names()).toEqual(['event', 'event']);
  });

  test('whose token has expired is told so instead of the next event, and hung up', async () => {
    const listener = connected('short');
    await listener.subscribe({ project: 'p' });
    happen();
    happen();
    expect(names()).toEqual(['token-expired']);
    expect(isConnected).toBe(false);
  });

  test('who was erased after being let in subscribes to nothing', async () => {
    const listener = connected('auditor');
    tokens.delete('auditor');
    await expect(listener.subscribe({ project: 'p' })).rejects.toBeInstanceOf(InvalidTokenError);
    happen();
    expect(names()).toEqual([]);
  });

  test('who asks for what comes after a position beyond our newest event hears what comes after that one', async () => {
    const listener = connected('auditor');
    expect(await listener.subscribe({ project: 'p' }, '2')).toBe('1');
    happen();
    expect(names()).toEqual(['event']);
  });

  test('listens to fifty projects, also when all are asked for at once', async () => {
    const listener = connected('auditor');
    const asked = Array.from({ length: 100 }, (_, n) => listener.subscribe({ project: `p${n}` }));
    const refused = (await Promise.allSettled(asked)).filter(({ status }) => status === 'rejected');
    expect([listener.feedCount, refused.length]).toEqual([50, 50]);
  });

  test('listens to their inbox beside as many projects, asked for once or twice', async () => {
    const listener = connected('auditor');
    for (let n = 0; n < 50; n += 1) await listener.subscribe({ project: `p${n}` });
    await listener.subscribe({ inbox: true });
    expect(await listener.subscribe({ inbox: true })).toBe('1');
    expect(listener.feedCount).toBe(50);
    happenInInbox('audrey');
    happenInInbox('grace');
    await new Promise(setImmediate);
    listener.unsubscribe({ inbox: true });
    happenInInbox('audrey');
    await new Promise(setImmediate);
    expect(sent).toMatchObject([['event', { inbox: true, position: '2' }]]);
  });

  test('whose token has expired hears of their inbox no more', async () => {
    const listener = connected('short');
    await listener.subscribe({ inbox: true });
    happenInInbox('audrey');
    await new Promise(setImmediate);
    expect(sent).toEqual([['ended', { inbox: true, reason: 'token-expired', position: '1' }]]);
    expect(isConnected).toBe(false);
  });

  test('listens to fifty projects, and with all of one’s connections to two hundred', async () => {
    for (let connection = 0; connection < 4; connection += 1) {
      const listener = connected('auditor');
      for (let n = 0; n < 50; n += 1) await listener.subscribe({ project: `p${connection}-${n}` });
      await expect(listener.subscribe({ project: 'one more' })).rejects.toMatchObject({ code: 'too-many-requests' });
      await listener.subscribe({ project: `p${connection}-0` });
    }
    const fifth = connected('auditor');
    await expect(fifth.subscribe({ project: 'p' })).rejects.toMatchObject({
      code: 'too-many-requests',
      detail: expect.stringContaining('200'),
    });
    [...listeners.of('audrey')][0]?.unsubscribe({ project: 'p0-0' });
    await fifth.subscribe({ project: 'p' });
  });
});
