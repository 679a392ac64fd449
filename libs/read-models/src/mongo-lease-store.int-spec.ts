import { afterAll, beforeAll, expect, test } from 'vitest';
import type { LeaseRecord } from '#libs/event-sourcing';
import { MongoLeaseStore } from './mongo-lease-store.js';
import type { Stored } from './stored-fields.js';
import { TappedDatabase } from './testing/tapped-database.js';

let database: TappedDatabase;
let leases: MongoLeaseStore;

beforeAll(async () => {
  database = await TappedDatabase.start('leases');
  leases = new MongoLeaseStore(database.connection.collection<Stored>('leases'));
});
afterAll(() => database.close());

const first: LeaseRecord = { owner: 'this', epoch: 1n, beat: 0n };
const beaten: LeaseRecord = { ...first, beat: 1n };
const shared = (beat: bigint): LeaseRecord => ({
  owner: 'this+other',
  epoch: 1n,
  beat: 1n,
  members: [
    { id: 'this', beat, shards: [0] },
    { id: 'other', beat: 7n, shards: [1] },
  ],
});

/** Leases that are there, by names of their own. */
const given = (...names: readonly string[]): Promise<unknown> =>
  Promise.all(names.map((name) => leases.writeLease(name, undefined, first)));

test('signs of life that come together are one request', async () => {
  await given('a', 'b', 'c');
  const before = database.tap.of('update', 'leases').length;
  const written = ['a', 'b', 'c'].map((name) => leases.writeLease(name, first, beaten));
  expect(await Promise.all(written)).toEqual([true, true, true]);
  expect(database.tap.of('update', 'leases').length - before).toBe(1);
  expect(await leases.readLease('b')).toEqual(beaten);
});

test('each is told of its own', async () => {
  await given('kept', 'lost', 'shared', 'shared by another’s sign');
  await leases.writeLease('lost', first, { owner: 'other', epoch: 2n, beat: 0n });
  await leases.writeLease('shared by another’s sign', first, shared(3n));
  const written = await Promise.all([
    leases.writeLease('kept', first, beaten),
    leases.writeLease('lost', first, beaten),
    leases.writeLease('shared', first, shared(4n)),
    leases.writeLease('shared by another’s sign', first, shared(4n)),
    leases.writeLease('nobody’s', first, beaten),
  ]);
  expect(written).toEqual([true, false, true, false, false]);
});

test('none of several is written where all were lost, and all fail where the database is away', async () => {
  await given('d', 'e');
  const late = ['d', 'e'].map((name) => leases.writeLease(name, beaten, beaten));
  expect(await Promise.all(late)).toEqual([false, false]);
  database.tap.loseNext('update', 'leases');
  const unanswered = ['d', 'e'].map((name) => leases.writeLease(name, first, beaten));
  expect(await Promise.allSettled(unanswered)).toMatchObject([{ status: 'rejected' }, { status: 'rejected' }]);
});
