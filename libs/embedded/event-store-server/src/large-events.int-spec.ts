import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials } from '@grpc/grpc-js';
import { expect, test } from 'vitest';
import { LogStore } from './log-store.js';
import { openLog } from './open-log.js';
import { withDirectory, withServerOn } from './testing/with-server.js';

/** As large as an earlier version took it: a request of 17 MiB without data. */
const METADATA = Buffer.alloc(17 * 1024 * 1024 - 100, 1);

const store = async (dataDir: string): Promise<void> => {
  const log = await openLog(dataDir);
  const events = new LogStore(log.database, log.lastPosition);
  const event = (type: string, data: string) => ({
    id: randomUUID(),
    type,
    isJson: false,
    data: Buffer.from(data),
    metadata: METADATA,
  });
  events.transaction(() => {
    events.append('s', 0, event('large', ''), Date.now());
    events.append('links', 0, event('$>', '0@s'), Date.now());
  });
  log.close();
};

const readOfLinks = (): streams.ReadReq => {
  const from = new streams.ReadReq.Options.StreamOptions()
    .setStreamIdentifier(new shared.StreamIdentifier().setStreamName(Buffer.from('links')))
    .setStart(new shared.Empty());
  const options = new streams.ReadReq.Options()
    .setStream(from)
    .setResolveLinks(true)
    .setCount('1')
    .setUuidOption(new streams.ReadReq.Options.UUIDOption().setString(new shared.Empty()))
    .setNoFilter(new shared.Empty());
  return new streams.ReadReq().setOptions(options);
};

test('events that an earlier version stored stay readable, however large, and with the links to them', () =>
  withDirectory(async (dataDir) => {
    await store(dataDir);
    await withServerOn(dataDir, async ({ server }) => {
      const raw = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure(), {
        'grpc.max_receive_message_length': -1,
      });
      const sizes: (number | undefined)[] = [];
      for await (const answer of raw.read(readOfLinks()) as AsyncIterable<streams.ReadResp>) {
        for (const recorded of [answer.getEvent()?.getEvent(), answer.getEvent()?.getLink()])
          sizes.push(recorded?.getCustomMetadata_asU8().length);
      }
      raw.close();
      expect(sizes).toEqual([METADATA.length, METADATA.length]);
    });
  }));
