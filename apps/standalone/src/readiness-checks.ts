import type { EventStore, Projector } from '#libs/event-sourcing';
import type { LogHub } from '#libs/history';
import type { Check } from '#libs/observability';

interface Parts {
  readonly eventStore: EventStore;
  readonly ping: () => Promise<unknown>;
  readonly hub: LogHub;
  readonly projector: Projector;
}

/** Ready: both stores answer and the live feed is connected. The read models' lag makes it degraded, not down. */
export const readinessChecks = ({ eventStore, ping, hub, projector }: Parts): Check[] => [
  { name: 'event-store', check: () => eventStore.head().then(() => ({ status: 'up' })) },
  { name: 'database', check: () => ping().then(() => ({ status: 'up' })) },
  {
    name: 'live-feed',
    check: () =>
      Promise.resolve(hub.caughtUp ? { status: 'up' } : { status: 'down', detail: 'not connected to the event store' }),
  },
  {
    name: 'read-models',
    check: () => {
      const { degraded } = projector.status();
      return Promise.resolve(
        degraded.length === 0 ? { status: 'up' } : { status: 'degraded', detail: degraded.join('; ') },
      );
    },
  },
];
