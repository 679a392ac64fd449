import { EventEmitter } from 'node:events';
import { PassThrough, type Readable } from 'node:stream';
import { expect, test } from 'vitest';
import type { Principal } from '#libs/access';
import type { ApiReply } from '#libs/rest';
import type { QueryAuthorizer } from '#libs/slice';
import type { HistoryQueries } from '../read/history.queries.js';
import type { NameQueries } from '../read/name.queries.js';
import { HistoryController } from './history.controller.js';

const auditor: Principal = { userId: 'audrey', displayName: 'Audrey', roles: new Set(['auditor'] as const) };
const queries = {
  async *all() {
    yield await new Promise<never>(() => undefined);
  },
  page: () => Promise.resolve([]),
} as unknown as HistoryQueries;

const replyForTest = () => {
  const socket = new EventEmitter();
  const raw = Object.assign(new PassThrough(), { socket });
  const reply = { raw, request: { raw: { socket } }, type: () => reply };
  return reply as unknown as ApiReply & { readonly raw: PassThrough };
};

test('three whole histories are read at once by each caller, and any number of pages', async () => {
  const access = { visibility: 'private', members: new Map() };
  const controller = new HistoryController(
    queries,
    { named: (entries: unknown) => Promise.resolve(entries) } as unknown as NameQueries,
    { allow: () => Promise.resolve() } as unknown as QueryAuthorizer,
    { of: () => Promise.resolve(access) } as never,
  );
  const ask = (reply: ApiReply, accept = 'application/x-ndjson', caller = auditor): Promise<unknown> =>
    controller.history(caller, 'p', { limit: 100 }, accept, reply);
  const first = replyForTest();
  const readers = await Promise.all([ask(first), ask(replyForTest()), ask(replyForTest())]);
  await expect(ask(replyForTest())).rejects.toMatchObject({ code: 'too-many-requests' });
  expect(await ask(replyForTest(), 'application/json')).toEqual([]);
  readers.push(await ask(replyForTest(), undefined, { ...auditor, userId: 'arthur' }));
  await new Promise((resolve) => first.raw.once('close', resolve).destroy());
  readers.push(await ask(replyForTest()));
  for (const reader of readers) (reader as Readable).destroy();
});
