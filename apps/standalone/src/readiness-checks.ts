import { domainProjections } from '#libs/domain';
import { type EventStore, type ProjectionStore, type Projector, readModelStatus } from '#libs/event-sourcing';
import type { LogHub } from '#libs/history';
import type { Check } from '#libs/observability';

interface Parts {
  readonly eventStore: EventStore;
  readonly ping: () => Promise<unknown>;
  readonly hub: LogHub;
  readonly projectionStore: ProjectionStore;
  readonly projector: Projector;
}

/**
 * Ready: both stores answer, the live feed is connected, and there are read models of this version. Their lag and what is broken in
 * them makes it degraded, not down.
 */
export const readinessChecks = ({ eventStore, ping, hub, projectionStore, projector }: Parts): Check[] => [
  { name: 'event-store', check: () => eventStore.head().then(() => ({ status: 'up' })) },
  { name: 'database', check: () => ping().then(() => ({ status: 'up' })) },
  {
    name: 'live-feed',
    check: () =>
      Promise.resolve(hub.caughtUp ? { status: 'up' } : { status: 'down', detail: 'not connected to the event store' }),
  },
  {
    name: 'read-models',
    check: async () => {
      const { degraded } = projector.status();
      const parts = { events: eventStore, store: projectionStore, projections: domainProjections };
      const { rebuilding } = await readModelStatus(parts);
      const problems = [...rebuilding.map((one) => `rebuilding: ${one}`), ...degraded];
      if (problems.length === 0) return { status: 'up' };
      return { status: rebuilding.length > 0 ? 'down' : 'degraded', detail: problems.join('; ') };
    },
  },
];
