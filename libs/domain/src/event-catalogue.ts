import type { z } from 'zod';
import type { EventAudience } from '#libs/access';
import type { EventDefinition } from '#libs/event-sourcing';
import { audienceOf } from '#libs/history';
import { domainEventFamilies, domainEvents } from './domain.js';

/** An event type as its slice declares it. */
export interface CataloguedEvent {
  readonly type: string;
  /** What the names of its streams begin with. */
  readonly streamPrefix: string;
  /** The version that is written today; older ones are read as this one. */
  readonly version: number;
  readonly meaning: string;
  /** A field that can be absent ends with `?`. */
  readonly fields: readonly string[];
  /** Empty: it is in no project's history and on no live feed. */
  readonly audience: EventAudience;
}

const fieldsOf = ({ schema }: EventDefinition): readonly string[] =>
  Object.entries((schema as z.ZodObject<Record<string, z.ZodType>>).shape).map(([field, value]) =>
    value.safeParse(undefined).success ? `${field}?` : field,
  );

/** Everything that can ever have happened, a slice after the other, each in the order in which it is declared. */
export const eventCatalogue = (): readonly CataloguedEvent[] => {
  const registry = domainEvents();
  return domainEventFamilies.flatMap(({ streamPrefix, definitions }) =>
    Object.entries<EventDefinition>(definitions).map(([type, definition]) => ({
      type,
      streamPrefix,
      version: registry.schemaVersion(type),
      meaning: definition.schema.description ?? '',
      fields: fieldsOf(definition),
      audience: audienceOf(type),
    })),
  );
};
