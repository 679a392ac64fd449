import type { Lease, SharedLease } from '#libs/event-sourcing';
import type { Metrics } from '#libs/observability';
import type { ReadModelsConnection } from '#libs/read-models';

/** The same database; which of its leases this process holds, of those that it wants, and how much of those that are shared, are metrics. */
export const measuredLeases = (database: ReadModelsConnection, metrics: Metrics): ReadModelsConnection => {
  const leases = new Map<string, Lease | SharedLease>();
  const gauge = { name: 'lease_held', help: 'Whether this process may act under the lease: 1, or 0', label: 'lease' };
  metrics.gaugeBy(gauge, () => {
    const wanted = [...leases].filter(([, lease]) => lease.isWanted);
    return Promise.resolve(
      wanted.map(([name, lease]) => [leaseLabel(name), lease.epoch() === undefined ? 0 : 1] as const),
    );
  });
  const shared = new Map<string, SharedLease>();
  const shards = { name: 'lease_shards', help: 'Shards of the work for which this process may act', label: 'lease' };
  metrics.gaugeBy(shards, () => Promise.resolve([...shared].map(([name, { held }]) => [name, held] as const)));
  return {
    ...database,
    lease: (name, ttlMs) => {
      const lease = database.lease(name, ttlMs);
      leases.set(name, lease);
      return lease;
    },
    sharedLease: (name, ...more) => {
      const lease = database.sharedLease(name, ...more);
      leases.set(name, lease);
      shared.set(name, lease);
      return lease;
    },
  };
};

/** Without what changes with each version, so that rules need not know it. */
const leaseLabel = (name: string): string => (name.startsWith('projector-') ? 'projector' : name);
