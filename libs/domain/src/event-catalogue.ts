import { z } from 'zod';
import type { EventAudience } from '#libs/access';
import type { EventDefinition } from '#libs/event-sourcing';
import { audienceOf } from '#libs/history';
import { notificationsAudience } from '#libs/notifications';
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
  /** Of an event of a project or an inbox; empty: it is in no project's history and on no live feed. */
  readonly audience: EventAudience;
}

type Fields = z.ZodObject<Record<string, z.ZodType>>;

/** Of an event that comes in several kinds, the fields of each. */
const kindsOf = ({ schema }: EventDefinition): readonly Fields[] =>
  schema instanceof z.ZodDiscriminatedUnion ? (schema.options as Fields[]) : [schema as Fields];

const fieldsOf = (definition: EventDefinition): readonly string[] => {
  const kinds = kindsOf(definition).map(({ shape }) => shape);
  const fields = [...new Set(kinds.flatMap((shape) => Object.keys(shape)))];
  const isOptional = (field: string): boolean =>
    kinds.some((shape) => shape[field]?.safeParse(undefined).success ?? true);
  return fields.map((field) => (isOptional(field) ? `${field}?` : field));
};

const inboxAudience: Readonly<Record<string, EventAudience | undefined>> = notificationsAudience;

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
      audience: inboxAudience[type] ?? audienceOf(type),
    })),
  );
};
