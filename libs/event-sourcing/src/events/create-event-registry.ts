import type { z } from 'zod';
import type { Event, EventMetadata, Recorded } from './event.js';
import {
  type EventDefinition,
  type EventFamily,
  type EventRegistry,
  type StoredEvent,
  UnreadableEventError,
} from './event-registry.js';

type Data = Record<string, unknown>;

const textKeys = ['$correlationId', '$causationId', 'commandId', 'bodyHash', 'actor'] as const;

const currentVersion = (definition: EventDefinition): number => (definition.upcasters?.length ?? 0) + 1;

const isData = (data: unknown): data is Data => typeof data === 'object' && data !== null && !Array.isArray(data);

/** `data.image.digest: expected string`, one after the other: what was wrong, and where. */
const misfits = (error: z.ZodError): string =>
  error.issues.map((issue) => `${['data', ...issue.path].map(String).join('.')}: ${issue.message}`).join('; ');

const versionOf = (stored: StoredEvent, current: number): number => {
  const { schemaVersion } = stored.metadata;
  if (!Number.isInteger(schemaVersion) || schemaVersion < 1)
    throw new UnreadableEventError(stored, `metadata.schemaVersion must be 1 or more, is ${String(schemaVersion)}`);
  if (schemaVersion > current)
    throw new UnreadableEventError(
      stored,
      `it has version ${schemaVersion} and this program reads up to ${current}: run the newer program that wrote it`,
    );
  return schemaVersion;
};

const checkMetadata = (stored: StoredEvent): void => {
  const metadata: Partial<EventMetadata> | null = stored.metadata;
  if (!isData(metadata)) throw new UnreadableEventError(stored, 'it has no metadata');
  const missing = textKeys.find((key) => typeof metadata[key] !== 'string');
  if (missing !== undefined) throw new UnreadableEventError(stored, `metadata.${missing} must be a string`);
};

const upcast = (stored: StoredEvent, definition: EventDefinition): Data => {
  let version = versionOf(stored, currentVersion(definition));
  let { data } = stored;
  if (!isData(data)) throw new UnreadableEventError(stored, 'data is not a JSON object');
  for (const upcaster of definition.upcasters?.slice(version - 1) ?? []) {
    try {
      data = upcaster(data as Data);
    } catch (error) {
      throw new UnreadableEventError(stored, `version ${version} cannot become ${version + 1}: ${String(error)}`);
    }
    version += 1;
  }
  return data as Data;
};

const collect = (families: readonly EventFamily[]): ReadonlyMap<string, EventDefinition> => {
  const definitions = new Map<string, EventDefinition>();
  for (const { streamPrefix, definitions: ofFamily } of families)
    for (const [type, definition] of Object.entries(ofFamily)) {
      if (definitions.has(type))
        throw new Error(
          `event type ${type} of ${streamPrefix} exists twice: a type name must be unique in the whole program`,
        );
      definitions.set(type, definition);
    }
  return definitions;
};

/**
 * The registry of these families. Throws when two of them share an event type.
 *
 * Schemas check and nothing else: what is read is the stored (and upcast) data itself. Keys that a schema does not know are
 * kept and tolerated, unless it is a strict object; a schema's defaults and transforms have no effect: write an upcaster.
 */
export const createEventRegistry = (families: readonly EventFamily[]): EventRegistry => {
  const definitions = collect(families);
  const definitionOf = (type: string): EventDefinition => {
    const definition = definitions.get(type);
    if (definition === undefined) throw new Error(`unknown event type ${type}: add it to its family's definitions`);
    return definition;
  };
  return {
    streamPrefixes: [...new Set(families.map((family) => family.streamPrefix))],
    types: [...definitions.keys()],
    schemaVersion: (type) => currentVersion(definitionOf(type)),
    check: ({ type, data }: Event) => {
      const result = definitionOf(type).schema.safeParse(data);
      if (!result.success) throw new TypeError(`${type} does not fit its schema: ${misfits(result.error)}`);
    },
    decode: (stored): Recorded => {
      const definition = definitions.get(stored.type);
      if (definition === undefined) throw new UnreadableEventError(stored, 'this program does not know its type');
      checkMetadata(stored);
      const data = upcast(stored, definition);
      const result = definition.schema.safeParse(data);
      if (!result.success) throw new UnreadableEventError(stored, misfits(result.error));
      return data === stored.data ? (stored as Recorded) : { ...stored, data };
    },
  };
};
