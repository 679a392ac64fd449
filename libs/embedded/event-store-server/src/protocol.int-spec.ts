import { randomUUID } from 'node:crypto';
import { once } from 'node:events';
import {
  DeadlineExceededError,
  EventStoreDBClient,
  jsonEvent,
  persistentSubscriptionToAllSettingsFromDefaults,
  UnsupportedError,
} from '@eventstore/db-client';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import duration from 'google-protobuf/google/protobuf/duration_pb.js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import timestamp from 'google-protobuf/google/protobuf/timestamp_pb.js';
import { describe, expect, test } from 'vitest';
import type { EventStoreServerOptions } from './index.js';
import { collect, eventsOfTypes, typesOf } from './testing/events.js';
import { withDirectory, withServer, withServerOn } from './testing/with-server.js';

/** Runs `use` with the generated client, for what the official one cannot express. */
const withRawClient = (
  use: (raw: StreamsClient, client: EventStoreDBClient) => Promise<void>,
  options: Partial<EventStoreServerOptions> = {},
): Promise<void> =>
  withServer(async ({ server, client }) => {
    const raw = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
    try {
      await use(raw, client);
    } finally {
      raw.close();
    }
  }, options);

const identifier = (stream: string) => new shared.StreamIdentifier().setStreamName(Buffer.from(stream));

const soon = () => Date.now() + 60_000;

const batchOptions = (stream: string, deadline?: number) => {
  const options = new streams.BatchAppendReq.Options()
    .setStreamIdentifier(identifier(stream))
    .setAny(new empty.Empty());
  return deadline === undefined ? options : options.setDeadline(timestamp.Timestamp.fromDate(new Date(deadline)));
};

const part = (correlationId: string) =>
  new streams.BatchAppendReq().setCorrelationId(new shared.UUID().setString(correlationId));

/** The first part of an append whose time to wait is a duration, which the generated classes of this client do not know. */
class PartWithTimeout extends streams.BatchAppendReq {
  constructor(
    correlationId: string,
    private readonly options: streams.BatchAppendReq.Options,
    private readonly seconds: number,
    private readonly nanos: number,
  ) {
    super();
    this.setCorrelationId(new shared.UUID().setString(correlationId));
  }

  override serializeBinary(): Uint8Array {
    const timeout = new duration.Duration().setSeconds(this.seconds).setNanos(this.nanos).serializeBinary();
    const options = Buffer.concat([this.options.serializeBinary(), Buffer.from([0x3a, timeout.length]), timeout]);
    return Buffer.concat([super.serializeBinary(), Buffer.from([0x12, options.length]), options]);
  }
}

const proposed = (type: string, size = 0) => {
  const message = new streams.BatchAppendReq.ProposedMessage()
    .setId(new shared.UUID().setString(randomUUID()))
    .setData(Buffer.alloc(size));
  message.getMetadataMap().set('type', type).set('content-type', 'application/json');
  return message;
};

describe('batch appends', () => {
  test('whose deadline has passed write nothing', () =>
    withServer(async ({ client }) => {
      await client.appendToStream('s', eventsOfTypes('a'));
      const late = client.appendToStream('s', eventsOfTypes('b'), { deadline: -1000 });
      await expect(late).rejects.toBeInstanceOf(DeadlineExceededError);
      expect(await typesOf(client.readStream('s'))).toBe('a');
    }));

  test('that are not completed in time are answered once, and their late parts dropped', () =>
    withRawClient(async (raw, client) => {
      const call = raw.batchAppend();
      const answers: streams.BatchAppendResp[] = [];
      call.on('data', (answer: streams.BatchAppendResp) => answers.push(answer));
      call.write(
        part('1')
          .setOptions(batchOptions('s', Date.now() + 50))
          .setProposedMessagesList([proposed('a')]),
      );
      await once(call, 'data');
      call.write(
        part('1')
          .setProposedMessagesList([proposed('b')])
          .setIsFinal(true),
      );
      call.write(
        part('2')
          .setOptions(batchOptions('s', Date.now() + 2000))
          .setProposedMessagesList([proposed('c')])
          .setIsFinal(true),
      );
      call.end();
      await once(call, 'end');
      expect(answers.map((answer) => answer.getCorrelationId()?.getString())).toEqual(['1', '2']);
      expect(answers[0]?.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
      expect(answers[1]?.getSuccess()?.getCurrentRevision()).toBe('0');
      expect(await typesOf(client.readStream('s'))).toBe('c');
    }));

  test('with a time to wait instead of a deadline are given up after it, and not when the server would', () =>
    withRawClient(
      async (raw) => {
        const call = raw.batchAppend();
        const began = performance.now();
        call.write(
          new PartWithTimeout('1', batchOptions('s'), 0, 300_000_000).setProposedMessagesList([proposed('a')]),
        );
        const [answer] = (await once(call, 'data')) as [streams.BatchAppendResp];
        expect(answer.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.Timeout');
        expect(performance.now() - began).toBeGreaterThan(290);
        call.end();
        await once(call, 'end');
      },
      { writeTimeout: 60_000 },
    ));

  test.each([
    ['too large', batchOptions('s', soon()), 'MaximumAppendSizeExceeded'],
    ['not allowed', batchOptions('$all', soon()), 'BadRequest'],
  ])('that are %s are refused at once, by their reason, though more parts would come', (_, options, reason) =>
    withRawClient(async (raw, client) => {
      const call = raw.batchAppend();
      const answers: streams.BatchAppendResp[] = [];
      call.on('data', (answer: streams.BatchAppendResp) => answers.push(answer));
      const began = performance.now();
      call.write(
        part('1')
          .setOptions(options)
          .setProposedMessagesList([proposed('a', 1024 * 1024 + 1)]),
      );
      await once(call, 'data');
      expect(performance.now() - began).toBeLessThan(1_000);
      call.write(
        part('1')
          .setProposedMessagesList([proposed('b')])
          .setIsFinal(true),
      );
      call.end();
      await once(call, 'end');
      expect(answers.map((answer) => answer.getError()?.getDetails()?.getTypeName())).toEqual([
        `event_store.client.${reason}`,
      ]);
      expect(await typesOf(client.readAll())).toBe('$storeCreated');
    }),
  );

  test('whose parts nobody completes are bounded in memory', () =>
    withRawClient(
      async (raw) => {
        const call = raw.batchAppend();
        const answers = new Map<string | undefined, string | undefined>();
        call.on('data', (answer: streams.BatchAppendResp) =>
          answers.set(answer.getCorrelationId()?.getString(), answer.getError()?.getMessage()),
        );
        for (let at = 0; at < 70; at++)
          call.write(
            part(String(at))
              .setOptions(batchOptions('s', soon()))
              .setProposedMessagesList([proposed('a', 1024 * 1024)]),
          );
        // The oldest are given up, so that those of others that come later are taken.
        while (!answers.has('5')) await once(call, 'data');
        expect(answers.get('5')).toContain('Too many appends are not complete');
        expect(await append(raw, [appendOptions])).toBeUndefined();
        call.end();
        await once(call, 'end');
      },
      { writeTimeout: 60_000 },
    ));

  test('in several parts are written whole', () =>
    withRawClient(async (raw, client) => {
      const call = raw.batchAppend();
      call.write(
        part('1')
          .setOptions(batchOptions('s', Date.now() + 2000))
          .setProposedMessagesList([proposed('a')]),
      );
      call.write(part('1').setProposedMessagesList([proposed('b')]));
      call.write(
        part('1')
          .setProposedMessagesList([proposed('c')])
          .setIsFinal(true),
      );
      await once(call, 'data');
      call.end();
      expect(await typesOf(client.readStream('s'))).toBe('abc');
    }));

  test('without a required property are bad requests; the stream goes on', () =>
    withRawClient(async (raw) => {
      const call = raw.batchAppend();
      const message = proposed('a');
      message.getMetadataMap().del('type');
      call.write(
        part('1')
          .setOptions(batchOptions('s', Date.now() + 2000))
          .setProposedMessagesList([message])
          .setIsFinal(true),
      );
      const [answer] = (await once(call, 'data')) as [streams.BatchAppendResp];
      expect(answer.getError()?.getDetails()?.getTypeName()).toBe('event_store.client.BadRequest');
      call.end();
      await once(call, 'end');
    }));
});

const append = (raw: StreamsClient, requests: streams.AppendReq[]): Promise<ServiceError | undefined> =>
  new Promise((resolve) => {
    const call = raw.append((error) => resolve(error ?? undefined));
    for (const request of requests) call.write(request);
    call.end();
  });

const appendOptions = new streams.AppendReq().setOptions(
  new streams.AppendReq.Options().setStreamIdentifier(identifier('s')).setAny(new shared.Empty()),
);

describe('appends', () => {
  test('without a required property name what is missing', () =>
    withRawClient(async (raw) => {
      const message = new streams.AppendReq.ProposedMessage().setId(new shared.UUID().setString(randomUUID()));
      const error = await append(raw, [appendOptions, new streams.AppendReq().setProposedMessage(message)]);
      expect(error).toMatchObject({ code: status.INVALID_ARGUMENT });
      expect(error?.metadata.getMap()).toMatchObject({
        exception: 'missing-required-metadata-property',
        'required-metadata-properties': 'type,content-type',
      });
    }));

  test.each([
    ['nothing', []],
    ['an event first', [new streams.AppendReq().setProposedMessage(new streams.AppendReq.ProposedMessage())]],
  ])('of %s are bad requests', (_name, requests) =>
    withRawClient(async (raw) => {
      expect(await append(raw, requests)).toMatchObject({ code: status.INVALID_ARGUMENT });
    }),
  );
});

test('appends that are open when the server stops are UNAVAILABLE, on which clients connect again', () =>
  withDirectory((dataDir) =>
    withServerOn(dataDir, async ({ server }) => {
      const raw = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
      const failed = new Promise<ServiceError | null>((resolve) => {
        const call = raw.append(resolve);
        call.write(appendOptions);
      });
      await new Promise<void>((resolve) => {
        const other = raw.append(() => resolve());
        other.write(appendOptions);
        other.end();
      });
      await server.close();
      expect(await failed).toMatchObject({ code: status.UNAVAILABLE });
      raw.close();
    }),
  ));

/** An id in the form of two signed numbers, which some clients send and ask for. */
const structured = (most: string, least: string) =>
  new shared.UUID().setStructured(
    new shared.UUID.Structured().setMostSignificantBits(most).setLeastSignificantBits(least),
  );

describe('ids as two numbers', () => {
  const correlationId = structured('-2', '5');
  const id = structured('-1103823438081', '-1');
  const text = 'fffffefe-fefe-feff-ffff-ffffffffffff';

  test('are taken, told apart, given back as they came, and repeated appends known by them', () =>
    withRawClient(async (raw, client) => {
      const call = raw.batchAppend();
      const request = new streams.BatchAppendReq()
        .setCorrelationId(correlationId)
        .setOptions(batchOptions('s', Date.now() + 2000))
        .setProposedMessagesList([proposed('a').setId(id)])
        .setIsFinal(true);
      for (let sent = 0; sent < 2; sent += 1) {
        call.write(request);
        const [answer] = (await once(call, 'data')) as [streams.BatchAppendResp];
        expect(answer.getCorrelationId()?.toObject()).toEqual(correlationId.toObject());
        expect(answer.getSuccess()?.getCurrentRevision()).toBe('0');
      }
      call.end();
      expect((await collect(client.readStream('s'))).map(({ event }) => event?.id)).toEqual([text]);
    }));

  test('are sent to a reader who asks for them', () =>
    withRawClient(async (raw, client) => {
      await client.appendToStream('s', jsonEvent({ id: text, type: 'a', data: {} }));
      const options = new streams.ReadReq.Options()
        .setStream(new streams.ReadReq.Options.StreamOptions().setStreamIdentifier(identifier('s')))
        .setUuidOption(new streams.ReadReq.Options.UUIDOption().setStructured(new shared.Empty()))
        .setCount('1');
      const call = raw.read(new streams.ReadReq().setOptions(options));
      const [answer] = (await once(call, 'data')) as [streams.ReadResp];
      expect(answer.getEvent()?.getEvent()?.getId()?.toObject()).toEqual(id.toObject());
    }));

  test('an id that is no UUID is refused', () =>
    withRawClient(async (raw) => {
      const message = new streams.AppendReq.ProposedMessage().setId(new shared.UUID().setString('1'));
      message.getMetadataMap().set('type', 'a').set('content-type', 'application/json');
      const error = await append(raw, [appendOptions, new streams.AppendReq().setProposedMessage(message)]);
      expect(error).toMatchObject({ code: status.INVALID_ARGUMENT, details: 'An event needs a UUID as its id.' });
    }));
});

test('gossip leads a discovering client to the advertised host', () =>
  withDirectory((dataDir) =>
    withServerOn(
      dataDir,
      async ({ server }) => {
        const client = EventStoreDBClient.connectionString(`esdb+discover://127.0.0.1:${server.port}?tls=false`);
        await client.appendToStream('s', eventsOfTypes('a'));
        expect(await typesOf(client.readStream('s'))).toBe('a');
        await client.dispose();
        expect(server.connectionString).toBe(`esdb://localhost:${server.port}?tls=false`);
      },
      { advertiseHost: 'localhost' },
    ),
  ));

test('persistent subscriptions are refused by name', () =>
  withServer(async ({ client }) => {
    const settings = persistentSubscriptionToAllSettingsFromDefaults();
    await expect(client.createPersistentSubscriptionToAll('group', settings)).rejects.toBeInstanceOf(UnsupportedError);
  }));

test('a stopping server has kept what it acknowledged', () =>
  withDirectory(async (dataDir) => {
    const acknowledged: bigint[] = [];
    await withServerOn(dataDir, async ({ client, server }) => {
      const { nextExpectedRevision } = await client.appendToStream('s', eventsOfTypes('x'));
      acknowledged.push(nextExpectedRevision);
      const appends = Array.from({ length: 50 }, async () => {
        const answer = await client.appendToStream('s', eventsOfTypes('x'));
        acknowledged.push(answer.nextExpectedRevision);
      });
      const settled = Promise.allSettled(appends);
      await server.close();
      await settled;
    });
    await withServerOn(dataDir, async ({ client }) => {
      const stored = (await collect(client.readStream('s'))).map(({ event }) => event!.revision);
      expect(stored).toEqual(expect.arrayContaining(acknowledged));
    });
  }));
