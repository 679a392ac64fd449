import { describe, expect, test } from 'vitest';
import {
  type AppendDecision,
  decideAppend,
  decideDelete,
  decideTombstone,
  type ExpectedRevision,
  type StreamFacts,
  type WrittenEvents,
} from './stream-rules.js';

const absent: StreamFacts = { last: -1, tombstoned: false, softDeleted: false, hasMetadata: false };
const described: StreamFacts = { ...absent, hasMetadata: true };
/** Holds the events a, b, c at the positions 10, 11, 12. */
const existing: StreamFacts = { ...absent, last: 2 };
const softDeleted: StreamFacts = { ...existing, softDeleted: true, hasMetadata: true };
const tombstoned: StreamFacts = { ...existing, tombstoned: true };

const stored = ['a', 'b', 'c'].map((id, revision) => ({ id, revision, position: 10 + revision }));
const find = (id: string) => stored.find((event) => event.id === id);
const sinceStart: WrittenEvents = { recent: find, at: (revision) => stored[revision] };
const beforeRestart: WrittenEvents = { ...sinceStart, recent: () => undefined };

const write: AppendDecision = { kind: 'write' };
const nothing: AppendDecision = { kind: 'write nothing' };
const deleted: AppendDecision = { kind: 'stream deleted' };
const wrong = (current: number): AppendDecision => ({ kind: 'wrong expected revision', current });
const writtenBefore = (revision: number): AppendDecision => ({
  kind: 'written before',
  revision,
  position: 10 + revision,
});

type Case = [rule: string, expected: ExpectedRevision, ids: string, stream: StreamFacts, decision: AppendDecision];

describe('append', () => {
  const cases: Case[] = [
    ['no_stream holds where nothing is', 'no_stream', 'x', absent, write],
    ['no_stream holds where only metadata is', 'no_stream', 'x', described, write],
    ['no_stream conflicts with events', 'no_stream', 'x', existing, wrong(2)],
    ['no_stream holds after a soft delete', 'no_stream', 'x', softDeleted, write],
    ['any writes where nothing is', 'any', 'x', absent, write],
    ['any continues', 'any', 'x', existing, write],
    ['any re-creates', 'any', 'x', softDeleted, write],
    ['stream_exists conflicts where nothing is', 'stream_exists', 'x', absent, wrong(-1)],
    ['stream_exists holds where only metadata is', 'stream_exists', 'x', described, write],
    ['stream_exists continues', 'stream_exists', 'x', existing, write],
    ['stream_exists finds a soft-deleted stream deleted', 'stream_exists', 'x', softDeleted, deleted],
    ['the exact revision continues', 2, 'x', existing, write],
    ['the exact revision re-creates', 2, 'x', softDeleted, write],
    ['a higher revision conflicts', 3, 'x', existing, wrong(2)],
    ['a higher revision conflicts with nothing', 0, 'x', absent, wrong(-1)],
    ['a lower revision conflicts', 1, 'x', existing, wrong(2)],
    ['nothing can follow a tombstone: any', 'any', 'a', tombstoned, deleted],
    ['nothing can follow a tombstone: exact', 2, 'a', tombstoned, deleted],
    ['repeated no_stream', 'no_stream', 'ab', existing, writtenBefore(1)],
    ['repeated no_stream on a soft-deleted stream', 'no_stream', 'abc', softDeleted, writtenBefore(2)],
    ['repeated exact revision', 0, 'bc', existing, writtenBefore(2)],
    ['repetition that differs later', 'no_stream', 'abx', existing, wrong(2)],
    ['repetition that goes on beyond the end', 1, 'cx', existing, wrong(2)],
    ['repeated any', 'any', 'abc', existing, writtenBefore(2)],
    ['repeated stream_exists', 'stream_exists', 'b', existing, writtenBefore(1)],
    ['any with the first known and a later unknown', 'any', 'ax', existing, wrong(2)],
    ['any with the first unknown and a later known', 'any', 'xa', existing, write],
    ['the same id twice is written twice', 2, 'xx', existing, write],
    ['no events: any', 'any', '', existing, nothing],
    ['no events: exact', 2, '', existing, nothing],
    ['no events: no_stream', 'no_stream', '', absent, nothing],
    ['no events at a lower revision', 1, '', existing, wrong(2)],
  ];
  test.each(cases)('%s', (_rule, expected, ids, stream, decision) => {
    expect(decideAppend(expected, ids.split(''), stream, sinceStart)).toEqual(decision);
  });

  test('after a restart a repeated no_stream is still known', () => {
    expect(decideAppend('no_stream', ['a', 'b', 'c'], existing, beforeRestart)).toEqual(writtenBefore(2));
  });

  test('a repeated any whose ids are not known any more is written again', () => {
    expect(decideAppend('any', ['a'], existing, beforeRestart)).toEqual(write);
  });
});

describe('delete and tombstone', () => {
  const ok = { kind: 'delete' };
  type DeleteCase = [expected: ExpectedRevision, stream: StreamFacts, soft: object, hard: object];
  test.each<DeleteCase>([
    ['any', existing, ok, ok],
    ['any', absent, wrong(-1), ok],
    ['any', described, ok, ok],
    ['any', tombstoned, deleted, deleted],
    ['no_stream', absent, wrong(-1), ok],
    ['no_stream', existing, wrong(2), wrong(2)],
    ['stream_exists', existing, ok, ok],
    ['stream_exists', softDeleted, deleted, deleted],
    ['stream_exists', absent, wrong(-1), wrong(-1)],
    [2, existing, ok, ok],
    [1, existing, wrong(2), wrong(2)],
    [3, existing, wrong(2), wrong(2)],
  ])('expecting %s of %o', (expected, stream, soft, hard) => {
    expect(decideDelete(expected, stream)).toEqual(soft);
    expect(decideTombstone(expected, stream)).toEqual(hard);
  });
});
