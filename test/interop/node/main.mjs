// Checks the embedded event store with @kurrent/kurrentdb-client, whose reads and subscriptions go through the official
// Rust client. It is no dependency of this project: KURRENTDB_CLIENT_DIR says where it was installed.
import assert from 'node:assert/strict';
import { randomUUID } from 'node:crypto';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import process from 'node:process';

const kurrent = createRequire(join(process.env.KURRENTDB_CLIENT_DIR, 'index.js'))('@kurrent/kurrentdb-client');
const { ANY, BACKWARDS, END, FORWARDS, NO_STREAM, START, STREAM_EXISTS, KurrentDBClient } = kurrent;

const client = KurrentDBClient.connectionString(process.env.EVENT_STORE_URL.replace('esdb:', 'kurrentdb:'));
const host = (variable) => process.env[variable].split('//')[1].split('?')[0];

const eventsOf = (letters) => [...letters].map((type) => kurrent.jsonEvent({ type, data: { a: 1 } }));

const filled = async (letters, stream = `stream-${randomUUID()}`, from = client) => {
  await from.appendToStream(stream, eventsOf(letters), { streamState: NO_STREAM });
  return stream;
};

const collect = async (events) => {
  const collected = [];
  for await (const event of events) collected.push(event);
  return collected;
};

const types = async (events) => (await collect(events)).map(({ event }) => event?.type).join('');

/** The types of the first so many events of a subscription, which must also say that it caught up. */
const seen = async (subscription, count) => {
  let all = '';
  let caughtUp = false;
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error(`only ${all} came in 10 s, caught up: ${caughtUp}`)), 10_000);
    const note = () => {
      if (all.length < count || !caughtUp) return;
      clearTimeout(timer);
      resolve();
    };
    subscription.on('caughtUp', () => note((caughtUp = true)));
    subscription.on('data', ({ event }) => note((all += event.type)));
    subscription.on('error', reject);
  });
  await subscription.unsubscribe();
  return all;
};

const checks = {
  'appends in all revision modes': async () => {
    const stream = `stream-${randomUUID()}`;
    let last = -1n;
    for (const streamState of [NO_STREAM, 1n, ANY, STREAM_EXISTS]) {
      const { success, nextExpectedRevision, position } = await client.appendToStream(stream, eventsOf('ab'), {
        streamState,
      });
      assert.ok(success);
      assert.equal(nextExpectedRevision, last + 2n);
      last = nextExpectedRevision;
      const [{ event }] = await collect(
        client.readStream(stream, { direction: BACKWARDS, fromRevision: END, maxCount: 1 }),
      );
      assert.equal(event.position.commit, position.commit);
    }
    assert.equal(await types(client.readStream(stream)), 'abababab');
  },
  'refuses wrong versions': async () => {
    const stream = await filled('ab');
    for (const streamState of [NO_STREAM, 0n, 9n]) {
      await assert.rejects(
        client.appendToStream(stream, eventsOf('x'), { streamState }),
        kurrent.WrongExpectedVersionError,
      );
    }
    const missing = client.appendToStream(randomUUID(), eventsOf('x'), { streamState: STREAM_EXISTS });
    await assert.rejects(missing, kurrent.WrongExpectedVersionError);
  },
  'repeats are idempotent': async () => {
    const events = eventsOf('abc');
    const stream = `stream-${randomUUID()}`;
    const first = await client.appendToStream(stream, events, { streamState: NO_STREAM });
    for (const streamState of [NO_STREAM, ANY]) {
      const { position } = await client.appendToStream(stream, events, { streamState });
      assert.deepEqual(position, first.position);
    }
    assert.equal(await types(client.readStream(stream)), 'abc');
  },
  'keeps what an event holds': async () => {
    const given = kurrent.binaryEvent({ type: 'Geöffnet', data: Buffer.from([0, 1, 255]), metadata: Buffer.from('m') });
    const stream = `größe-流-${randomUUID()}`;
    await client.appendToStream(stream, given);
    const [{ event }] = await collect(client.readStream(stream));
    assert.deepEqual([event.id, event.type, event.streamId, event.isJson], [given.id, 'Geöffnet', stream, false]);
    assert.deepEqual([...event.data, ...event.metadata], [0, 1, 255, 109]);
  },
  'refuses appends that are too large': async () => {
    const large = kurrent.binaryEvent({ type: 'large', data: Buffer.alloc(1024 * 1024 + 1) });
    await assert.rejects(client.appendToStream(randomUUID(), large), kurrent.MaxAppendSizeExceededError);
  },
  'reads a stream in both directions': async () => {
    const stream = await filled('abcde');
    const read = (options) => types(client.readStream(stream, options));
    assert.equal(await read({ fromRevision: 1n, maxCount: 2 }), 'bc');
    assert.equal(await read({ direction: BACKWARDS, fromRevision: END }), 'edcba');
    assert.equal(await read({ direction: FORWARDS, fromRevision: START }), 'abcde');
    await assert.rejects(collect(client.readStream(randomUUID())), kurrent.StreamNotFoundError);
    const long = await filled('a'.repeat(1500));
    assert.equal((await collect(client.readStream(long))).at(-1).event.revision, 1499n);
  },
  'reads all, filtered by the server': async () => {
    const mark = randomUUID();
    const stream = await filled('abc', `${mark}-stream`);
    const [{ event }] = await collect(client.readStream(stream));
    const from = { fromPosition: event.position };
    assert.equal(await types(client.readAll({ ...from, maxCount: 3 })), 'abc');
    for (const filter of [
      kurrent.streamNameFilter({ prefixes: [mark] }),
      kurrent.streamNameFilter({ regex: `^${mark}` }),
      kurrent.eventTypeFilter({ regex: '^[abc]$' }),
    ]) {
      assert.equal(await types(client.readAll({ ...from, filter })), 'abc');
    }
    const filter = kurrent.eventTypeFilter({ prefixes: ['b'] });
    assert.equal(await types(client.readAll({ direction: BACKWARDS, fromPosition: END, maxCount: 1, filter })), 'b');
    const [first] = await collect(client.readAll({ maxCount: 1 }));
    assert.match(first.event.type, /^\$/);
  },
  'deletes and recreates': async () => {
    const stream = await filled('abc');
    await assert.rejects(client.deleteStream(stream, { expectedRevision: 0n }), kurrent.WrongExpectedVersionError);
    await client.deleteStream(stream, { expectedRevision: 2n });
    await assert.rejects(collect(client.readStream(stream)), kurrent.StreamNotFoundError);
    await filled('d', stream);
    assert.deepEqual(
      (await collect(client.readStream(stream))).map(({ event }) => event.revision),
      [3n],
    );
  },
  'tombstones end a stream': async () => {
    const stream = await filled('a');
    await client.tombstoneStream(stream, { expectedRevision: 0n });
    await assert.rejects(collect(client.readStream(stream)), kurrent.StreamDeletedError);
    await assert.rejects(client.appendToStream(stream, eventsOf('x')), kurrent.StreamDeletedError);
    await assert.rejects(client.deleteStream(stream), kurrent.StreamDeletedError);
  },
  'keeps stream metadata': async () => {
    const stream = await filled('abc');
    assert.equal((await client.getStreamMetadata(stream)).metadata, undefined);
    await client.setStreamMetadata(stream, { maxCount: 2, own: 'thing' });
    assert.deepEqual((await client.getStreamMetadata(stream)).metadata, { maxCount: 2, own: 'thing' });
    assert.equal(await types(client.readStream(stream)), 'bc');
  },
  'resolves links': async () => {
    const target = await filled('abc');
    const links = `links-${randomUUID()}`;
    await client.appendToStream(links, kurrent.binaryEvent({ type: '$>', data: Buffer.from(`1@${target}`) }));
    const [resolved] = await collect(client.readStream(links, { resolveLinkTos: true }));
    assert.deepEqual([resolved.event.type, resolved.link.streamId], ['b', links]);
  },
  'follows a stream': async () => {
    const stream = await filled('abc');
    const history = seen(client.subscribeToStream(stream, { fromRevision: 0n }), 3);
    const live = seen(client.subscribeToStream(stream), 4);
    await client.appendToStream(stream, eventsOf('d'), { streamState: 2n });
    assert.equal(await history, 'bcd');
    assert.equal(await live, 'abcd');
  },
  'follows all, filtered': async () => {
    const mark = randomUUID();
    const stream = await filled('ab', `${mark}-stream`);
    const checkpoints = [];
    const filter = kurrent.streamNameFilter({
      prefixes: [mark],
      checkpointInterval: 1,
      checkpointReached: async (_subscription, position) => void checkpoints.push(position.commit),
    });
    const following = seen(client.subscribeToAll({ fromPosition: START, filter }), 3);
    await filled('x'.repeat(100));
    await client.appendToStream(stream, eventsOf('c'));
    assert.equal(await following, 'abc');
    assert.ok(checkpoints.length > 0);
    assert.deepEqual(
      checkpoints,
      [...checkpoints].sort((a, b) => Number(a - b)),
    );
  },
  'refuses what it does not have': async () => {
    const settings = kurrent.persistentSubscriptionToStreamSettingsFromDefaults();
    await assert.rejects(
      client.createPersistentSubscriptionToStream('s', 'g', settings),
      /UNIMPLEMENTED|does not implement/,
    );
    await assert.rejects(client.createProjection('p', 'fromAll()'), /UNIMPLEMENTED|does not implement/);
    const request = { streamName: randomUUID(), events: eventsOf('a'), expectedState: ANY };
    await assert.rejects(client.multiStreamAppend([request]), kurrent.UnsupportedError);
  },
  'connects in all forms': async () => {
    const here = host('EVENT_STORE_URL');
    for (const url of [`kurrentdb://${here},${here}?tls=false`, `kurrentdb+discover://${here}?tls=false`]) {
      const other = KurrentDBClient.connectionString(url);
      const stream = await filled('a', undefined, other);
      assert.equal(await types(other.readStream(stream)), 'a');
      await other.dispose();
    }
  },
  'connects with TLS and a password': async () => {
    const { EVENT_STORE_CA: ca, EVENT_STORE_USER: user, EVENT_STORE_PASSWORD: password } = process.env;
    const here = host('EVENT_STORE_TLS_URL');
    const other = KurrentDBClient.connectionString(`kurrentdb://${user}:${password}@${here}?tls=true&tlsCAFile=${ca}`);
    const stream = await filled('a', undefined, other);
    assert.equal(await types(other.readStream(stream)), 'a');
    const wrong = { credentials: { username: user, password: 'wrong' } };
    await assert.rejects(collect(other.readStream(stream, wrong)), kurrent.AccessDeniedError);
    await assert.rejects(other.appendToStream(stream, eventsOf('x'), wrong), kurrent.AccessDeniedError);
    await other.dispose();
  },
};

let passed = 0;
let failed = 0;
for (const [name, check] of Object.entries(checks)) {
  try {
    await check();
    passed += 1;
    console.log(`ok @kurrent/kurrentdb-client: ${name}`);
  } catch (error) {
    failed += 1;
    console.log(`FAIL @kurrent/kurrentdb-client: ${name}\n     ${error.stack ?? error}`);
  }
}
await client.dispose();
console.log(`${passed} passed, ${failed} failed`);
process.exit(failed === 0 ? 0 : 1);
