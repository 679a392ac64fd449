import { expect, test } from 'vitest';
import { Lease, type LeaseStore, SharedLease } from '#libs/event-sourcing';
import { MemoryLeaseStore } from '#libs/event-sourcing/testing';
import { Metrics } from '#libs/observability';
import type { ReadModelsConnection } from '#libs/read-models';
import { measuredLeases } from './measured-leases.js';

const store = (isFree: boolean): LeaseStore => ({
  readLease: () => Promise.resolve(isFree ? undefined : { owner: 'another', epoch: 1n, beat: 1n }),
  writeLease: () => Promise.resolve(isFree),
});

test('a lease is 1 while it is held, 0 while another holds it, and nothing where nobody wants it here', async () => {
  const metrics = new Metrics('1.2.3');
  const of = (name: string) => new Lease({ store: store(name !== 'of another'), name, owner: 'this' });
  const database = measuredLeases({ lease: of } as unknown as ReadModelsConnection, metrics);
  const [held, , others] = ['projector-0123', 'switched off', 'of another'].map((name) => database.lease(name));
  const ending = new AbortController();
  let text = '';
  const standingBy = others!.whileHeld(() => Promise.resolve(), ending.signal);
  await held!.whileHeld(async () => {
    text = await metrics.registry.metrics();
    ending.abort();
  }, ending.signal);
  await standingBy;
  const samples = text.split('\n').filter((line) => line.startsWith('renku_sessions_lease_held{'));
  expect(samples).toEqual([
    'renku_sessions_lease_held{lease="projector"} 1',
    'renku_sessions_lease_held{lease="of another"} 0',
  ]);
});

test('of a lease that is shared it is told how much of it is held', async () => {
  const metrics = new Metrics('1.2.3');
  const sharedLease = (name: string, shards: number) =>
    new SharedLease({ store: new MemoryLeaseStore(), name, owner: 'this', shards });
  const lease = measuredLeases({ sharedLease } as unknown as ReadModelsConnection, metrics).sharedLease('work', 4);
  const ending = new AbortController();
  let text = '';
  await lease.whileHeld(async () => {
    text = await metrics.registry.metrics();
    ending.abort();
  }, ending.signal);
  expect(text).toContain('renku_sessions_lease_held{lease="work"} 1\n');
  expect(text).toContain('renku_sessions_lease_shards{lease="work"} 4\n');
});
