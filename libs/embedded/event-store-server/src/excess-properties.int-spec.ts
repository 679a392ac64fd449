import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import { StreamsClient } from '@eventstore/db-client/generated/streams_grpc_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { credentials, type ServiceError, status } from '@grpc/grpc-js';
import empty from 'google-protobuf/google/protobuf/empty_pb.js';
import { expect, test } from 'vitest';
import { withServer } from './testing/with-server.js';

/** As many as a request has room for. */
const MANY = 400_000;

const identifier = new shared.StreamIdentifier().setStreamName(Buffer.from('s'));
const usual = [
  ['type', 'A'],
  ['content-type', 'application/json'],
] as const;

const fill = <Message extends streams.AppendReq.ProposedMessage | streams.BatchAppendReq.ProposedMessage>(
  message: Message,
  properties: number,
): Message => {
  message.setId(new shared.UUID().setString(randomUUID())).setData(Buffer.from('{}'));
  for (const [name, value] of usual) message.getMetadataMap().set(name, value);
  for (let at = usual.length; at < properties; at++) message.getMetadataMap().set(String(at), '');
  return message;
};

const appendOf = (raw: StreamsClient, properties: number): Promise<ServiceError | undefined> =>
  new Promise((resolve) => {
    const call = raw.append((error) => resolve(error ?? undefined));
    const options = new streams.AppendReq.Options().setStreamIdentifier(identifier).setAny(new shared.Empty());
    call.write(new streams.AppendReq().setOptions(options));
    call.write(new streams.AppendReq().setProposedMessage(fill(new streams.AppendReq.ProposedMessage(), properties)));
    call.end();
  });

const batchAppendOf = (raw: StreamsClient, properties: number): Promise<string | undefined> =>
  new Promise((resolve, reject) => {
    const call = raw.batchAppend();
    call.on('error', reject).on('data', (answer: streams.BatchAppendResp) => {
      resolve(answer.getError()?.getMessage());
      call.end();
    });
    const request = new streams.BatchAppendReq()
      .setCorrelationId(new shared.UUID().setString(randomUUID()))
      .setOptions(new streams.BatchAppendReq.Options().setStreamIdentifier(identifier).setAny(new empty.Empty()))
      .setProposedMessagesList([fill(new streams.BatchAppendReq.ProposedMessage(), properties)])
      .setIsFinal(true);
    call.write(request);
  });

test('an event with as many properties as allowed is appended, one with more is refused by their number', () =>
  withServer(async ({ server }) => {
    const raw = new StreamsClient(`127.0.0.1:${server.port}`, credentials.createInsecure());
    try {
      expect([await appendOf(raw, 16), await batchAppendOf(raw, 16)]).toEqual([undefined, undefined]);
      for (const properties of [17, MANY]) {
        const refused = 'An event has at most 16 properties';
        expect(await appendOf(raw, properties)).toMatchObject({
          code: status.INVALID_ARGUMENT,
          details: expect.stringContaining(refused),
        });
        expect(await batchAppendOf(raw, properties)).toContain(refused);
      }
    } finally {
      raw.close();
    }
  }));
