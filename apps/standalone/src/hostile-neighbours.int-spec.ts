import { type ChildProcess, spawn } from 'node:child_process';
import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { type ClientHttp2Session, connect as connectHttp2 } from 'node:http2';
import { connect, type Socket } from 'node:net';
import { fileURLToPath } from 'node:url';
import { EventStoreDBClient, jsonEvent } from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { Binary, BSON, type Document, MongoClient } from 'mongodb';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
import { closed } from '../../../test/support/closed.js';
import { memoryDirectory } from '../../../test/support/memory-directory.js';
import { waitedForProcessor } from '../../../test/support/waited-for-processor.js';

vi.setConfig({ testTimeout: 120_000, hookTimeout: 120_000 });

/** The compiled servers: a process of its own cannot run TypeScript. */
const compiled = (lib: string): string =>
  new URL(`../../../dist/libs/embedded/${lib}/src/index.js`, import.meta.url).href;
const SERVERS = `
  const [dataDir] = process.argv.slice(-1);
  const { startEventStoreServer } = await import(${JSON.stringify(compiled('event-store-server'))});
  const { startDocumentServer } = await import(${JSON.stringify(compiled('document-server'))});
  const events = await startEventStoreServer({ dataDir: dataDir + '/events' });
  const documents = await startDocumentServer({ dataDir: dataDir + '/documents' });
  process.on('message', () => process.send({ peakKib: process.resourceUsage().maxRSS }));
  const users = [{ name: 'ann', password: 'secret' }];
  const secured = await startDocumentServer({ dataDir: dataDir + '/secured', users });
  process.send({ events, documents, secured });`;

const LONGEST_WAIT_MS = 1_000;
const MOST_MIB = 400;

interface Address {
  readonly port: number;
  readonly connectionString: string;
}

let dataDir: string;
let child: ChildProcess;
let eventStore: Address;
let documentStore: Address;
/** It has a user. */
let securedStore: Address;
let events: EventStoreDBClient;
let documents: MongoClient;

beforeAll(async () => {
  dataDir = await memoryDirectory('hostile-neighbours-');
  child = spawn(process.execPath, ['--input-type=module', '-e', SERVERS, dataDir], {
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    cwd: fileURLToPath(new URL('.', import.meta.url)),
    env: { ...process.env, NODE_OPTIONS: '' },
  });
  const [started] = (await once(child, 'message')) as [Record<'events' | 'documents' | 'secured', Address>];
  [eventStore, documentStore, securedStore] = [started.events, started.documents, started.secured];
  events = EventStoreDBClient.connectionString(eventStore.connectionString);
  documents = new MongoClient(documentStore.connectionString);
  await documents.db('d').collection('things').insertOne({ name: 'x' });
});

afterAll(async () => {
  await events.dispose();
  await documents.close();
  if (child.kill('SIGKILL')) await once(child, 'exit');
  await rm(dataDir, { recursive: true });
});

const peakMib = async (): Promise<number> => {
  child.send('peak');
  const [{ peakKib }] = (await once(child, 'message')) as [{ peakKib: number }];
  return peakKib / 1024;
};

/** Of a clock that stands still while somebody else has the processors that the servers and this process could use. */
const now = async (): Promise<number> => {
  const waited = await Promise.all([child.pid ?? 0, process.pid].map(waitedForProcessor));
  return performance.now() - (waited[0] || 0) - (waited[1] || 0);
};

const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const began = await now();
  await work;
  return (await now()) - began;
};

/** The longest that somebody else waits for an answer while `attack` goes on. */
const longestWaitDuring = async (attack: () => Promise<unknown>): Promise<number> => {
  const state = { isOver: false };
  const attacking = attack().finally(() => (state.isOver = true));
  let longest = 0;
  while (!state.isOver) {
    const look = documents.db('d').collection('things').findOne({ name: 'x' });
    const append = events.appendToStream('neighbour', jsonEvent({ type: 'Happened', data: {} }));
    longest = Math.max(longest, await elapsed(look), await elapsed(append));
  }
  await attacking;
  return longest;
};

const random = (() => {
  let seed = 7;
  return (below: number): number => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return Math.floor((seed / 2 ** 32) * below);
  };
})();

const noise = (): Buffer => Buffer.from(Array.from({ length: 1 + random(200) }, () => random(256)));

/** Cut off, or with some of its bytes changed. */
const mutated = (valid: Buffer): Buffer => {
  const copy = Buffer.from(valid);
  if (random(4) === 0) return copy.subarray(0, random(copy.length));
  for (let times = 1 + random(6); times > 0; times--) copy[random(copy.length)] = random(256);
  return copy;
};

const each = async (times: number, concurrency: number, run: () => Promise<void>): Promise<void> => {
  let left = times;
  const worker = async (): Promise<void> => {
    while (left-- > 0) await run();
  };
  await Promise.all(Array.from({ length: concurrency }, worker));
};

/** Sends what it is given and leaves; what the server answers is read. */
const send = async (port: number, bytes: Buffer): Promise<void> => {
  const socket = connect(port, '127.0.0.1').resume();
  socket.end(bytes);
  await closed(socket);
};

const command = (body: Document): Buffer => {
  const bson = BSON.serialize({ $db: 'd', ...body });
  const head = Buffer.alloc(21);
  head.writeInt32LE(21 + bson.length);
  head.writeInt32LE(2013, 12);
  return Buffer.concat([head, bson]);
};

const COMMANDS = [
  { insert: 'hostile', documents: [{ a: 1, b: 'text', c: [1, 2, { d: 1 }], e: new Date(0), f: /x/i }] },
  { find: 'hostile', filter: { a: { $gt: 0 }, b: { $regex: '^t' } }, sort: { a: -1 }, projection: { a: 1 } },
  { update: 'hostile', updates: [{ q: { a: 1 }, u: { $set: { 'c.1': 5 }, $inc: { a: 1 } }, upsert: true }] },
  { aggregate: 'hostile', pipeline: [{ $match: { a: 1 } }, { $group: { _id: '$a', n: { $sum: 1 } } }], cursor: {} },
  { findAndModify: 'hostile', query: { a: 1 }, update: { a: 1 }, upsert: true },
  { createIndexes: 'hostile', indexes: [{ key: { a: 1 }, name: 'a_1' }] },
].map(command);

const start = { mechanism: 'SCRAM-SHA-256', payload: new Binary(Buffer.from('n,,n=ann,r=nonce')) };
const proof = new Binary(Buffer.from(`c=biws,r=nonce,p=${'A'.repeat(43)}=`));
const EXCHANGES = [
  { saslStart: 1, ...start, options: { skipEmptyExchange: true }, $db: 'admin' },
  { saslContinue: 1, conversationId: 1, payload: proof, $db: 'admin' },
  { hello: 1, saslSupportedMechs: 'admin.ann', speculativeAuthenticate: { saslStart: 1, ...start, db: 'admin' } },
].map(command);

const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from('hostile'));
const proposedIn = <T extends streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage>(
  message: T,
): T => {
  message.setId(new shared.UUID().setString(randomUUID())).setData(Buffer.from('{}'));
  message.getMetadataMap().set('type', 't').set('content-type', 'application/json');
  return message;
};
const readAll = (filter?: streams.ReadReq.Options.FilterOptions): streams.ReadReq => {
  const options = new streams.ReadReq.Options()
    .setAll(new streams.ReadReq.Options.AllOptions().setStart(new shared.Empty()))
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()));
  if (filter) options.setFilter(filter).setSubscription(new streams.ReadReq.Options.SubscriptionOptions());
  else options.setNoFilter(new shared.Empty()).setCount('1000');
  return new streams.ReadReq().setOptions(options);
};
const CALLS: readonly (readonly [method: string, ...messages: { serializeBinary(): Uint8Array }[]])[] = [
  ['Read', readAll()],
  [
    'Append',
    new streams.AppendReq().setOptions(
      new streams.AppendReq.Options().setStreamIdentifier(identifier).setAny(new shared.Empty()),
    ),
    new streams.AppendReq().setProposedMessage(proposedIn(new streams.AppendReq.ProposedMessage())),
  ],
  [
    'BatchAppend',
    new streams.BatchAppendReq()
      .setCorrelationId(new shared.UUID().setString(randomUUID()))
      .setOptions(new streams.BatchAppendReq.Options().setStreamIdentifier(identifier))
      .setProposedMessagesList([proposedIn(new streams.BatchAppendReq.ProposedMessage())])
      .setIsFinal(true),
  ],
  [
    'Delete',
    new streams.DeleteReq().setOptions(
      new streams.DeleteReq.Options().setStreamIdentifier(identifier).setAny(new shared.Empty()),
    ),
  ],
];

const framed = (message: Uint8Array): Buffer => {
  const prefix = Buffer.alloc(5);
  prefix.writeUInt32BE(message.length, 1);
  return Buffer.concat([prefix, message]);
};

const request = (session: ClientHttp2Session, method: string) => {
  const stream = session.request({
    ':method': 'POST',
    ':path': `/event_store.client.streams.Streams/${method}`,
    'content-type': 'application/grpc',
    te: 'trailers',
  });
  return stream.on('error', () => undefined);
};

const withSession = async (use: (session: ClientHttp2Session) => Promise<void>): Promise<void> => {
  const session = connectHttp2(`http://127.0.0.1:${eventStore.port}`).on('error', () => undefined);
  try {
    await use(session);
  } finally {
    session.destroy();
  }
};

describe('while neighbours are hostile nobody else waits long, and memory stays bounded:', () => {
  const harmless = async (attack: () => Promise<unknown>): Promise<void> => {
    expect(await longestWaitDuring(attack)).toBeLessThan(LONGEST_WAIT_MS);
    expect(await peakMib()).toBeLessThan(MOST_MIB);
  };

  test('thousands of malformed messages to the document store', () =>
    harmless(() =>
      each(600, 8, () => {
        const parts = Array.from({ length: 5 }, () =>
          random(5) === 0 ? noise() : mutated(COMMANDS[random(COMMANDS.length)]!),
        );
        return send(documentStore.port, Buffer.concat(parts));
      }),
    ));

  test('thousands of malformed messages to a document store with users, of how one authenticates', async () => {
    await harmless(() =>
      each(600, 8, () => {
        const exchange = Array.from({ length: 5 }, () => EXCHANGES[random(EXCHANGES.length)]!);
        const parts = exchange.map((valid) => (random(3) === 0 ? valid : mutated(valid)));
        return send(securedStore.port, Buffer.concat(parts));
      }),
    );
    const ann = new MongoClient(securedStore.connectionString.replace('//', '//ann:secret@'));
    expect(await ann.db('d').command({ ping: 1 })).toMatchObject({ ok: 1 });
    await ann.close();
  });

  test('thousands of malformed messages to the event store', () =>
    harmless(async () => {
      await each(200, 8, () => send(eventStore.port, noise()));
      // a connection of which a thousand calls are given up is closed: on a busy machine most are
      const calls = (session: ClientHttp2Session) =>
        each(500, 20, async () => {
          const [method, ...messages] = CALLS[random(CALLS.length)]!;
          const stream = request(session, method).resume();
          const closed = once(stream, 'close');
          stream.end(Buffer.concat(messages.map((message) => mutated(framed(message.serializeBinary())))));
          // What was cut off waits for its end: the client leaves.
          const leaving = setTimeout(() => stream.close(), 50);
          await closed;
          clearTimeout(leaving);
        });
      for (let connections = 0; connections < 3; connections += 1) await withSession(calls);
    }));

  test('deep nesting and hostile patterns', () =>
    harmless(async () => {
      const things = documents.db('d').collection('texts');
      await things.insertMany(Array.from({ length: 50 }, () => ({ text: `${'ab'.repeat(1_000)}!` })));
      let deep: Document = { a: 1 };
      for (let level = 0; level < 3_000; level++) deep = { $and: [deep] };
      const patterns = ['(.*)*x', '(a|b|ab)*$', '(?:a?){200}a{200}', '[ab]*a[ab]{400}\\d'];
      for (const regex of patterns) {
        await things
          .find({ text: { $regex: regex } })
          .toArray()
          .catch(() => undefined);
        await things
          .find(deep)
          .toArray()
          .catch(() => undefined);
      }
      await withSession(async (session) => {
        const expressions = patterns.map((regex) =>
          new streams.ReadReq.Options.FilterOptions.Expression().setRegex(regex),
        );
        await each(20, 20, async () => {
          const filter = new streams.ReadReq.Options.FilterOptions()
            .setStreamIdentifier(expressions[random(patterns.length)])
            .setCount(new shared.Empty())
            .setCheckpointintervalmultiplier(1);
          const stream = request(session, 'Read');
          stream.end(framed(readAll(filter).serializeBinary()));
          await Promise.race([once(stream, 'data'), once(stream, 'close')]);
        });
      });
    }));

  test('many who ask for much and read nothing, or send much and never all of it', () =>
    harmless(async () => {
      const large = Array.from({ length: 4 }, () => ({ text: 'x'.repeat(3_000_000) }));
      for (const doc of large) await documents.db('d').collection('large').insertOne(doc);
      const sockets: Socket[] = [];
      const hostile = (bytes: Buffer): Promise<void> => {
        const socket = connect(documentStore.port, '127.0.0.1').pause();
        sockets.push(socket.on('error', () => undefined));
        return new Promise((resolve) => socket.write(bytes, () => resolve()));
      };
      const asking = Buffer.concat(Array.from({ length: 10 }, () => command({ find: 'large', filter: {} })));
      const unfinished = Buffer.alloc(10_000_000);
      unfinished.writeInt32LE(40_000_000);
      try {
        for (let at = 0; at < 40; at++) await hostile(asking);
        for (let at = 0; at < 20; at++) await Promise.race([hostile(unfinished), closed(sockets.at(-1)!)]);
        await withSession(async (session) => {
          const readers = Array.from({ length: 100 }, () => request(session, 'Read').pause());
          for (const reader of readers) reader.end(framed(readAll().serializeBinary()));
          await Promise.all(readers.map((reader) => once(reader, 'response')));
        });
      } finally {
        for (const socket of sockets) socket.destroy();
      }
    }));
});
