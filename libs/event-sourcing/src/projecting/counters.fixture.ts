import { z } from 'zod';
import { createEventRegistry } from '../events/create-event-registry.js';
import type { EventToAppend } from '../events/event.js';
import { type EventsOf, eventFamily } from '../events/event-family.js';
import type { AnyProjection, Projection } from '../reading/projection.js';

/** A domain as small as can be, for the specs of what follows a log. */
export const counterEvents = eventFamily('counter-', {
  Counted: z.object({ by: z.number() }),
  Reset: z.object({}),
});

export type CounterEvent = EventsOf<typeof counterEvents>;

export const counterRegistry = createEventRegistry([counterEvents]);

export interface Counter {
  readonly total: number;
}

/** Throws on 13, as a projection with a bug does; 0 removes nothing, a reset removes. */
export const counters = (version = 1, factor = 1): AnyProjection => {
  const projection: Projection<Counter, CounterEvent> = {
    name: 'counters',
    version,
    ids: (event) => [event.stream.slice('counter-'.length)],
    evolve: {
      Counted: (doc, { data }) => {
        if (data.by === 13) throw new Error('thirteen');
        return { total: (doc?.total ?? 0) + data.by * factor };
      },
      Reset: () => undefined,
    },
  };
  return projection;
};

/** Each counter, and under `sum` all that was ever counted. */
export const countersAndSum = (): AnyProjection => {
  const projection: Projection<Counter, CounterEvent> = {
    name: 'counters-and-sum',
    version: 1,
    ids: ({ type, stream }) => [stream.slice('counter-'.length), ...(type === 'Counted' ? ['sum'] : [])],
    evolve: {
      Counted: (doc, { data }) => ({ total: (doc?.total ?? 0) + data.by }),
      Reset: () => undefined,
    },
  };
  return projection;
};

let ids = 0;

export const toAppend = (event: { type: string; data: object }): EventToAppend => {
  ids += 1;
  return {
    ...event,
    id: `00000000-0000-4000-8000-${String(ids).padStart(12, '0')}`,
    metadata: {
      $correlationId: 'correlation',
      $causationId: 'causation',
      commandId: `command-${ids}`,
      bodyHash: 'body',
      actor: 'someone',
      schemaVersion: 1,
    },
  };
};

export const counted = (...by: number[]): EventToAppend[] =>
  by.map((each) => toAppend({ type: 'Counted', data: { by: each } }));

export const reset = (): EventToAppend => toAppend({ type: 'Reset', data: {} });
