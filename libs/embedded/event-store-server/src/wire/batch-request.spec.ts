import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { expect, test } from 'vitest';
import { APPEND_LIMITS } from './append-limits.js';
import { decodeBatchRequest } from './batch-request.js';

const withEvents = (count: number): streams.BatchAppendReq =>
  new streams.BatchAppendReq()
    .setCorrelationId(new shared.UUID().setString('correlation'))
    .setProposedMessagesList(
      Array.from({ length: count }, (_, at) => new streams.BatchAppendReq.ProposedMessage().setData(Buffer.from([at]))),
    )
    .setIsFinal(true);

test('a request of as many events as an append may hold is decoded as it is', () => {
  const request = withEvents(APPEND_LIMITS.events);
  expect(decodeBatchRequest(request.serializeBinary()).message.toObject()).toEqual(request.toObject());
});

test('of more events no more are decoded than it takes to refuse them', () => {
  const { message } = decodeBatchRequest(withEvents(APPEND_LIMITS.events + 1_000).serializeBinary());
  expect(message.getProposedMessagesList()).toHaveLength(APPEND_LIMITS.events + 1);
  expect([message.getCorrelationId()?.getString(), message.getIsFinal()]).toEqual(['correlation', true]);
});
