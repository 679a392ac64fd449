import type { EventAudience } from '#libs/access';
import type { EventMetadata, Recorded, StoredEvent, UnreadableEventError } from '#libs/event-sourcing';

/** What the history has in place of an event that this version cannot read. The log has none of this type. */
export const UNREADABLE_EVENT = 'UnreadableEvent';

/** Who may see what it says is known to the version that can read it. */
export const unreadableAudience: Readonly<Record<typeof UNREADABLE_EVENT, EventAudience>> = {
  [UNREADABLE_EVENT]: { auditor: 'all', 'launching-user': 'all' },
};

type Fields = Readonly<Record<string, unknown>>;

const fieldsOf = (value: unknown): Fields => (typeof value === 'object' && value !== null ? (value as Fields) : {});

const textIn = (fields: Fields, name: string): string => {
  const value = fields[name];
  return typeof value === 'string' ? value : '';
};

/** What it is about, as far as it says so as all events do. */
const placeOf = ({ stream, data }: StoredEvent): Readonly<Record<string, string>> => {
  const [, projectId] = /^(?:project|sessions)-(.+)$/.exec(stream) ?? [];
  const said = ['projectId', 'sessionId', 'launchId', 'userId'].map((name) => [name, textIn(fieldsOf(data), name)]);
  const place = Object.fromEntries(said.filter(([, value]) => value !== '')) as Readonly<Record<string, string>>;
  return projectId === undefined ? place : { ...place, projectId };
};

/** Which event it is, when, by whom and why it cannot be read, without what it says. */
export const unreadableEvent = ({ event, reason }: UnreadableEventError): Recorded => {
  const metadata = fieldsOf(event.metadata);
  const { schemaVersion } = metadata;
  const known = {
    $correlationId: textIn(metadata, '$correlationId'),
    $causationId: textIn(metadata, '$causationId'),
    actor: textIn(metadata, 'actor') || 'system:unknown',
  };
  const version = typeof schemaVersion === 'number' ? { schemaVersion } : {};
  return {
    ...event,
    type: UNREADABLE_EVENT,
    data: { ...placeOf(event), type: event.type, ...version, reason },
    metadata: { ...event.metadata, ...known } satisfies EventMetadata,
  };
};
