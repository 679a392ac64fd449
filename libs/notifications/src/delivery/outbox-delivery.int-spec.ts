import { EventEmitter, once } from 'node:events';
import type { Collection } from 'mongodb';
import { beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import { scannedBy } from '../../../history/src/read/scanned-by.fixture.js';
import { grace, idOf } from '../inbox.fixture.js';
import { INBOX_SIZE } from '../inbox.js';
import type { Channel } from './channel.js';
import { DeliveryFailure } from './delivery-failure.js';
import { DocumentOutbox } from './document-outbox.js';
import type { OutboxCollection } from './outbox-collection.js';
import { OutboxDelivery } from './outbox-delivery.js';
import type { OutboxRow } from './outbox-row.js';

const { client } = await startedDocuments();

const MINUTE_MS = 60_000;
const DAY_MS = 24 * 60 * MINUTE_MS;

let rows: Collection<OutboxRow>;
let now: Date;
let logged: string[];

const later = (ms: number): void => {
  now = new Date(now.getTime() + ms);
};
const outbox = (): DocumentOutbox => new DocumentOutbox(rows, () => now);
const log = () => {
  const write = (...entry: unknown[]): void =>
    void logged.push(JSON.stringify(entry, (_, value: unknown) => (value instanceof Error ? String(value) : value)));
  return { debug: write, info: write, warn: write, error: write };
};
const states = async (): Promise<Record<string, number>> => {
  const found = (await rows.find().toArray()).map(({ state }) => state);
  return Object.fromEntries([...new Set(found)].map((state) => [state, found.filter((one) => one === state).length]));
};
const queuedAs = (name: string) =>
  ({ notificationId: idOf(name), userId: grace, kind: 'image-available', position: '1' }) as const;
const queueEmails = async (count: number): Promise<void> => {
  for (let n = 0; n < count; n += 1) await outbox().queue({ ...queuedAs(`build ${n}`), channel: 'email' });
  later(10 * MINUTE_MS);
};
const queue = async (name: string): Promise<string> => {
  await outbox().queue({ ...queuedAs(name), channel: 'webhook' });
  later(1);
  return idOf(name);
};

/** Takes all but some messages. */
class Receiver implements Channel {
  readonly name = 'webhook';
  readonly took: string[] = [];
  readonly refuses = new Map<string, Error>();

  deliver(messageId: string): Promise<'sent'> {
    const refused = this.refuses.get(messageId);
    if (refused !== undefined) return Promise.reject(refused);
    this.took.push(messageId);
    return Promise.resolve('sent');
  }
}

const deliveryTo = (channel: Channel, told = outbox()): OutboxDelivery => {
  const timing = { now: () => now.getTime(), random: () => 1, sleep: () => Promise.resolve() };
  return new OutboxDelivery({ outbox: told, channel, log: log(), timing, now: () => now });
};
const send = (delivery: OutboxDelivery): Promise<void> => delivery.sendDue(new AbortController().signal);

beforeAll(async () => {
  rows = client.db('told').collection<OutboxRow>('notification-deliveries');
  await outbox().prepare();
});
beforeEach(async () => {
  now = new Date('2026-11-29T12:00:00Z');
  logged = [];
  await rows.deleteMany({});
});

describe('rule 12, a channel', () => {
  test('that always refuses some messages as if it were unwell is told all others after one pause', async () => {
    const receiver = new Receiver();
    for (const name of ['a', 'b', 'c', 'd'])
      receiver.refuses.set(await queue(name), new DeliveryFailure('server', 'answered 500'));
    const taken = [await queue('e'), await queue('f')];
    const delivery = deliveryTo(receiver);
    await send(delivery);
    expect([receiver.took, delivery.problem]).toEqual([[], 'answered 500']);
    later(MINUTE_MS);
    await send(delivery);
    // they are sent beside each other
    expect(receiver.took.toSorted()).toEqual(taken.toSorted());
  });

  test('that took one message and is unwell at another of the same time has not recovered', async () => {
    const receiver = new Receiver();
    receiver.refuses.set(await queue('a'), new DeliveryFailure('server', 'answered 500'));
    const taken = await queue('b');
    const delivery = deliveryTo(receiver);
    await send(delivery);
    expect([receiver.took, delivery.problem]).toEqual([[taken], 'answered 500']);
  });

  test.each([
    ['now', 'message', 'answered 500'],
    ['for good', 'refused', 'EENVELOPE at RCPT TO 554'],
  ] as const)(
    'at which one message after the other is refused %s goes on, and says so until one is taken',
    async (_, scope, reason) => {
      const receiver = new Receiver();
      const [first, ...others] = ['a', 'b', 'c', 'd', 'e'];
      receiver.refuses.set(await queue(first), new DeliveryFailure(scope, reason));
      const delivery = deliveryTo(receiver);
      await send(delivery);
      expect([receiver.took, delivery.problem]).toEqual([[], undefined]);
      for (const name of others) receiver.refuses.set(await queue(name), new DeliveryFailure(scope, reason));
      await send(delivery);
      expect([receiver.took, delivery.problem]).toEqual([[], reason]);
      const taken = await queue('f');
      await send(delivery);
      expect([receiver.took, delivery.problem]).toEqual([[taken], undefined]);
    },
  );

  test('that is unwell at one message each time it takes others has them wait for it no more', async () => {
    const receiver = new Receiver();
    receiver.refuses.set(await queue('a'), new DeliveryFailure('server', 'ETIMEDOUT at CONN without an answer'));
    const delivery = deliveryTo(receiver);
    const others: string[] = [];
    for (const name of ['b', 'c', 'd', 'e']) {
      await send(delivery);
      later(MINUTE_MS);
      others.push(await queue(name));
    }
    await send(delivery);
    later(1);
    others.push(await queue('f'));
    await send(delivery);
    expect([receiver.took, delivery.problem]).toEqual([others, undefined]);
  });

  test('tells how many wait, and since when the longest does', async () => {
    expect(await outbox().undelivered('webhook')).toEqual({ count: 0, since: undefined });
    const since = now;
    await queue('a');
    later(MINUTE_MS);
    await queue('b');
    await outbox().queue({ ...queuedAs('c'), channel: 'email' });
    expect(await outbox().undelivered('webhook')).toEqual({ count: 2, since });
    await outbox().end('webhook', idOf('a'));
    expect(await outbox().undelivered('webhook')).toMatchObject({ count: 1 });
  });

  test('tries a message later at which something else goes wrong, says so, and tells the others', async () => {
    const receiver = new Receiver();
    const failing = await queue('a');
    receiver.refuses.set(failing, new TypeError('no such thing'));
    const taken = await queue('b');
    const delivery = deliveryTo(receiver);
    await send(delivery);
    expect([receiver.took, delivery.problem]).toEqual([[taken], undefined]);
    expect(logged.join()).toContain('TypeError');
    receiver.refuses.clear();
    later(MINUTE_MS);
    await send(delivery);
    expect(receiver.took).toEqual([taken, failing]);
  });

  test('that does not take a message says in the log why, each time', async () => {
    const receiver = new Receiver();
    const refused = await queue('a');
    receiver.refuses.set(refused, new DeliveryFailure('message', 'EENVELOPE at RCPT TO 450'));
    const delivery = deliveryTo(receiver);
    await send(delivery);
    later(MINUTE_MS);
    await send(delivery);
    const fields = { part: 'notification-delivery', channel: 'webhook', messageId: refused };
    const said = (failures: number) =>
      JSON.stringify([{ ...fields, reason: 'EENVELOPE at RCPT TO 450', failures }, 'message not taken; trying again']);
    expect(logged).toEqual([said(1), said(2)]);
  });

  test('is not told what is older than three days, whether or not it was tried', async () => {
    const receiver = new Receiver();
    await queue('a');
    later(3 * DAY_MS);
    const taken = await queue('b');
    await send(deliveryTo(receiver));
    expect([receiver.took, logged.join()]).toEqual([[taken], expect.stringContaining('message given up')]);
    expect(await states()).toEqual({ ended: 2 });
  });

  test('looks at little more than a message for it, however many others wait, and tells all of them at one go', async () => {
    const MANY = 300;
    await Promise.all(Array.from({ length: MANY }, (_, n) => queue(`build ${n}`)));
    const receiver = new Receiver();
    const before = await scannedBy(client);
    await send(deliveryTo(receiver));
    expect(new Set(receiver.took).size).toBe(MANY);
    expect(((await scannedBy(client)) - before) / MANY).toBeLessThan(10);
  });

  test('that is switched off has nothing left that was queued for it', async () => {
    await queue('a');
    await queueEmails(1);
    expect(await outbox().forget('webhook')).toBe(1);
    expect((await rows.find().toArray()).map(({ channel }) => channel)).toEqual(['email']);
  });
});

describe('rule 12, a message', () => {
  /** Is told one, and is not heard of before it is let go on. */
  class SlowReceiver extends Receiver {
    readonly events = new EventEmitter();
    readonly asked = once(this.events, 'asked');

    override async deliver(messageId: string): Promise<'sent'> {
      const answered = once(this.events, 'answer');
      this.events.emit('asked');
      await answered;
      return super.deliver(messageId);
    }
  }

  test('that a worker is at is not told by the next one, who tells it where that one is not heard of', async () => {
    const told = await queue('a');
    const [slow, receiver] = [new SlowReceiver(), new Receiver()];
    const sending = send(deliveryTo(slow));
    await slow.asked;
    await send(deliveryTo(receiver));
    expect(receiver.took).toEqual([]);
    later(3 * MINUTE_MS);
    await send(deliveryTo(receiver));
    expect(receiver.took).toEqual([told]);
    slow.events.emit('answer');
    await sending;
  });

  test('that a worker is at is ended before that one goes, also where another fails of the database', async () => {
    const [failing] = [await queue('a'), await queue('b')];
    class Failing extends DocumentOutbox {
      override claim(...message: Parameters<DocumentOutbox['claim']>) {
        return message[1] === failing ? Promise.reject(new Error('no database')) : super.claim(...message);
      }
    }
    const slow = new SlowReceiver();
    const sending = send(deliveryTo(slow, new Failing(rows, () => now))).finally(() => slow.took.push('gone'));
    await slow.asked;
    setImmediate(() => slow.events.emit('answer'));
    await expect(sending).rejects.toThrow('no database');
    expect(slow.took).toEqual([idOf('b'), 'gone']);
    expect(await states()).toEqual({ ready: 1, ended: 1 });
  });

  test('that was told is noted once the database is there again', async () => {
    class Restarting extends DocumentOutbox {
      private failures = 3;
      override end(...message: Parameters<DocumentOutbox['end']>): Promise<void> {
        this.failures -= 1;
        return this.failures < 0 ? super.end(...message) : Promise.reject(new Error('no database'));
      }
    }
    const told = await queue('a');
    const receiver = new Receiver();
    await send(deliveryTo(receiver, new Restarting(rows, () => now)));
    expect([receiver.took, await states()]).toEqual([[told], { ended: 1 }]);
  });

  test('is not told where nobody could note that it was', async () => {
    await queue('a');
    const all: OutboxCollection = rows;
    const full: OutboxCollection = {
      ...{ createIndex: (keys) => all.createIndex(keys), find: (filter) => all.find(filter) },
      countDocuments: (filter) => all.countDocuments(filter),
      ...{ insertOne: (row) => all.insertOne(row), deleteMany: () => Promise.resolve() },
      updateMany: ({ messageId }) =>
        messageId === undefined ? Promise.resolve({ matchedCount: 0 }) : Promise.reject(new Error('disk full')),
    };
    const receiver = new Receiver();
    await expect(send(deliveryTo(receiver, new DocumentOutbox(full, () => now)))).rejects.toThrow('disk full');
    expect(receiver.took).toEqual([]);
  });
});

describe('rule 12, messages', () => {
  test('are not made of what another worker told in the same moment', async () => {
    await queueEmails(6);
    const all: OutboxCollection = rows;
    const overtaken: OutboxCollection = {
      ...{ createIndex: (keys) => all.createIndex(keys), find: (filter) => all.find(filter) },
      countDocuments: (filter) => all.countDocuments(filter),
      ...{ insertOne: (row) => all.insertOne(row), deleteMany: (filter) => all.deleteMany(filter) },
      updateMany: async (filter, update) => {
        await all.updateMany({}, { $set: { state: 'ended' } });
        return all.updateMany(filter, update);
      },
    };
    await new DocumentOutbox(overtaken, () => now).plan('email');
    expect(await states()).toEqual({ ended: 6 });
  });

  test('are made of as many of one person as an inbox holds, and the others next', async () => {
    await queueEmails(INBOX_SIZE + 1);
    await outbox().plan('email');
    expect(await states()).toEqual({ ready: INBOX_SIZE, waiting: 1 });
    await outbox().plan('email');
    expect(await states()).toEqual({ ready: INBOX_SIZE + 1 });
  });

  test('are made of the newest first: an inbox does not hold any more what came before as many as it holds', async () => {
    for (let n = 0; n < INBOX_SIZE + 10; n += 1) {
      await outbox().queue({ ...queuedAs(`build ${n}`), channel: 'email' });
      later(1);
    }
    later(10 * MINUTE_MS);
    await outbox().plan('email');
    const waiting = await rows.find({ state: 'waiting' }).toArray();
    const oldest = Array.from({ length: 10 }, (_, n) => `email ${idOf(`build ${n}`)}`);
    expect(waiting.map(({ _id }) => _id).sort()).toEqual(oldest.sort());
  });
});
