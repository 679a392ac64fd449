import type { z } from 'zod';
import type { Event } from './event.js';
import type { EventDefinition, Upcaster } from './event-registry.js';

type Schemas = Readonly<Record<string, z.ZodType<object>>>;

/** The events of one kind of stream, declared once: their types are inferred, their data is checked when read back. */
export interface DeclaredFamily<S extends Schemas> {
  readonly streamPrefix: string;
  readonly definitions: { readonly [T in keyof S]: EventDefinition & { readonly schema: S[T] } };
}

/** `eventFamily('project-', { ProjectCreated: z.object({ … }), … }, { ProjectCreated: [from1to2] })` */
export const eventFamily = <S extends Schemas>(
  streamPrefix: string,
  schemas: S,
  upcasters: { readonly [T in keyof S]?: readonly Upcaster[] } = {},
): DeclaredFamily<S> => ({
  streamPrefix,
  definitions: Object.fromEntries(
    Object.entries(schemas).map(([type, schema]) => [type, { schema, upcasters: upcasters[type] ?? [] }]),
  ) as DeclaredFamily<S>['definitions'],
});

/** The union of a family's events: `type ProjectEvent = EventsOf<typeof projectEvents>`. */
export type EventsOf<F> =
  F extends DeclaredFamily<infer S> ? { [T in keyof S & string]: Event<T, z.infer<S[T]>> }[keyof S & string] : never;
