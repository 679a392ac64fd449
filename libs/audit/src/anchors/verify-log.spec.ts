import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { createEventRegistry, eventFamily, type StoredEvent } from '#libs/event-sourcing';
import { createMemoryEventStore } from '#libs/event-sourcing/testing';
import { auditEvents } from '../audit.events.js';
import type { LogAnchor } from '../log-anchors.js';
import { SigningKeys } from '../signing/signing-keys.js';
import { TrustedKeys } from '../signing/trusted-keys.js';
import { anchorsIn } from './anchors-in.js';
import { asStored } from './log-chain.js';
import { nextAnchor } from './next-anchor.js';
import { storedEvents } from './stored-events.js';
import { type LogVerdict, type RecordedAnchor, verifyLog } from './verify-log.js';

const keys = SigningKeys.parse(SigningKeys.generate());
const trusted = new TrustedKeys(JSON.stringify({ keys: keys.publicKeys }));
/** The newer program knows another version of the same event. */
const older = createEventRegistry([eventFamily('project-', { Named: z.object({ name: z.string() }) }), auditEvents]);
const newer = createEventRegistry([
  eventFamily('project-', { Named: z.object({ title: z.string() }) }, { Named: [({ name }) => ({ title: name })] }),
  eventFamily('ledger-', { Booked: z.object({}) }),
  auditEvents,
]);

const signal = new AbortController().signal;
const from = async function* (events: readonly StoredEvent[]): AsyncGenerator<StoredEvent> {
  await Promise.resolve();
  yield* events;
};

/** A log of a few streams, anchored at the places where somebody says so. */
const logOf = (registry = older) => {
  // events of two logs that are to be the same have the same time
  const store = createMemoryEventStore(asStored(registry), () => new Date('2026-11-29T00:00:00.000Z'));
  const anchors: RecordedAnchor[] = [];
  const anchor = async (streams: readonly string[] = ['project-']): Promise<LogAnchor | undefined> => {
    const newest = anchors.at(-1)?.data;
    const events = storedEvents(store, { after: BigInt(newest?.position ?? 0), signal });
    const data = await nextAnchor({ log: 'l', streams, newest, events, keys });
    if (data !== undefined) {
      anchors.push({ data, at: '2026-11-29T00:00:00.000Z' });
      store.plant('log-anchors', { type: 'LogAnchored', data });
    }
    return data;
  };
  const named = (...names: string[]): void => {
    for (const name of names)
      store.plant('project-1', { type: 'Named', data: { name }, metadata: { schemaVersion: 1, actor: 'a' } });
  };
  return { store, anchors, anchor, named };
};

const verify = (
  anchors: readonly RecordedAnchor[],
  events: readonly StoredEvent[],
  by = trusted,
): Promise<LogVerdict> => verifyLog({ log: 'l', anchors, events: from(events), keys: by });

/** Three anchors over five events, and one event since: at 100, 200, (300), 400, 500, (600), 700, (800), 900. */
const anchoredLog = async () => {
  const log = logOf();
  log.named('a', 'b');
  await log.anchor();
  log.named('c', 'd');
  await log.anchor();
  log.named('e');
  await log.anchor();
  log.named('f');
  return log;
};

describe('rule 15, the log', () => {
  test('that is as its anchors say', async () => {
    const { store, anchors } = await anchoredLog();
    expect(await verify(anchors, store.log)).toMatchObject({
      ...{ isWhole: true, anchors: 3, unanchored: 1, chain: { events: 5, position: 700n } },
    });
  });

  test('gets no anchor where nothing has happened, and an anchor is nothing', async () => {
    const { anchors, anchor, store } = await anchoredLog();
    expect(await anchor()).toMatchObject({ events: 6 });
    const length = store.log.length;
    expect(await anchor()).toBeUndefined();
    expect([anchors.length, store.log.length]).toEqual([4, length]);
  });

  const [altered, gone] = [
    (event: StoredEvent): StoredEvent[] => [{ ...event, data: { name: 'z' } }],
    (): StoredEvent[] => [],
  ];
  test.each([
    ['altered', altered],
    ['with another time', (event: StoredEvent) => [{ ...event, at: '2020-01-01T00:00:00.000Z' }]],
    ['by somebody else', (event: StoredEvent) => [{ ...event, metadata: { ...event.metadata, actor: 'b' } }]],
    ['gone', gone],
    ['there twice', (event: StoredEvent) => [event, event]],
  ])('with an event %s: the first anchor that does not fit is named, and where', async (_, change) => {
    const { store, anchors } = await anchoredLog();
    const positions: (readonly [bigint, number, string, string])[] = [
      [100n, 1, '0', '200'],
      [400n, 2, '200', '500'],
      [700n, 3, '500', '700'],
    ];
    for (const [position, number, after, upTo] of positions) {
      const events = store.log.flatMap((event) => (event.position === position ? change(event) : [event]));
      expect(await verify(anchors, events)).toMatchObject({ isWhole: false, what: 'events', number, after, upTo });
    }
  });

  test('cut before its last anchors, which are known from elsewhere', async () => {
    const { store, anchors } = await anchoredLog();
    expect(await verify(anchors, store.log.slice(0, 4))).toMatchObject({ what: 'events', number: 2 });
  });

  test('of which somebody rewrote an anchor as well', async () => {
    const { store, anchors } = await anchoredLog();
    const [first, ...others] = anchors as [RecordedAnchor, ...RecordedAnchor[]];
    const forged = { ...first, data: { ...first.data, head: '00' } };
    expect(await verify([forged, ...others], store.log)).toMatchObject({ what: 'signature', number: 1 });
  });

  test('with an anchor that somebody made unreadable, which is named', async () => {
    const [first] = (await anchoredLog()).anchors;
    const store = createMemoryEventStore(older);
    const metadata = {
      $correlationId: 'c',
      $causationId: 'b',
      commandId: 'd',
      bodyHash: '',
      actor: 'a',
      schemaVersion: 1,
    };
    store.plant('log-anchors', { type: 'LogAnchored', data: { ...first?.data, position: 'abc' }, metadata });
    await expect(anchorsIn(store)).rejects.toThrow(/event 0@log-anchors .*position: must be a decimal number/);
  });

  test('anchored in another log, or with a key that is not trusted', async () => {
    const { store, anchors } = await anchoredLog();
    const events = from(store.log);
    expect(await verifyLog({ log: 'm', anchors, events, keys: trusted })).toMatchObject({ what: 'another log' });
    const others = SigningKeys.parse(SigningKeys.generate()).publicKeys;
    const stranger = new TrustedKeys(JSON.stringify({ keys: others }));
    expect(await verify(anchors, store.log, stranger)).toMatchObject({ what: 'unknown key' });
  });

  test('of which others write to streams of their own', async () => {
    const { store, anchors, anchor, named } = logOf();
    store.plant('$users', { type: '$UserCreated', data: {} });
    named('a');
    store.plant('somebody-else', { type: 'Else', data: {} });
    await anchor();
    expect(anchors[0]?.data).toMatchObject({ events: 1, position: '200' });
    expect(
      await verify(
        anchors,
        store.log.filter(({ stream }) => stream !== 'somebody-else'),
      ),
    ).toMatchObject({
      isWhole: true,
    });
  });

  test('anchored by an older program and by a newer one beside each other, which reads more streams and newer versions', async () => {
    const [old, next] = [logOf(older), logOf(newer)];
    for (const log of [old, next]) {
      log.store.plant('ledger-1', { type: 'Booked', data: { a: 1 } });
      log.named('a');
    }
    const one = await old.anchor();
    expect(one).toEqual({ ...(await next.anchor()), signature: one?.signature });
    next.store.plant('ledger-1', { type: 'Booked', data: { a: 2 } });
    expect(await next.anchor(['project-', 'ledger-'])).toMatchObject({ events: 2 });
    next.named('b');
    await next.anchor();
    expect(await verify(next.anchors, next.store.log)).toMatchObject({
      isWhole: true,
      anchors: 3,
      chain: { events: 3 },
    });
  });
});
