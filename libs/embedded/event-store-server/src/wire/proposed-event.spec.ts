import { randomUUID } from 'node:crypto';
import shared from '@eventstore/db-client/generated/shared_pb.js';
import streams from '@eventstore/db-client/generated/streams_pb.js';
import { expect, test } from 'vitest';
import { MemoryBudget } from '#libs/embedded/memory-budget';
import { APPEND_LIMITS } from './append-limits.js';
import { ProposedEvents } from './proposed-event.js';

const MIB = 1024 * 1024;

const empty = (): streams.AppendReq.ProposedMessage => {
  const message = new streams.AppendReq.ProposedMessage().setId(new shared.UUID().setString(randomUUID()));
  message.getMetadataMap().set('type', 'a').set('content-type', 'x');
  return message;
};

test('an append holds a bounded number of events', () => {
  const proposed = new ProposedEvents(
    MIB,
    new MemoryBudget(64 * MIB).begin(() => undefined),
  );
  for (let at = 0; at < APPEND_LIMITS.events; at++) proposed.add(empty());
  expect(() => proposed.add(empty())).toThrow('An append has at most 5000 events');
});

test('events without data take memory as well', () => {
  let givenUp = false;
  const memory = new MemoryBudget(MIB).begin(() => {
    givenUp = true;
  });
  const proposed = new ProposedEvents(MIB, memory);
  for (let at = 0; at < 1_500; at++) proposed.add(empty());
  expect(givenUp).toBe(true);
});
