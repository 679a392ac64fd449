import type { EventAudience } from '#libs/access';
import type { CataloguedEvent } from '#libs/domain';

const preface = [
  'Everything that can have happened is one of these events. A field with ? can be absent. Beside its fields every event carries, in',
  'its metadata, schemaVersion, commandId, bodyHash, actor (an opaque user id or system:<part>), $correlationId (the trace of the',
  'request) and $causationId; when it happened is the store’s own time. No name of a person, no address of one and no secret is in it.',
  'Members (whoever may read the project) read events live; owners and auditors live and in the history; the launching user those of',
  'their own launches. Auditors see opaque ids. The recipient, whose inbox it is, reads what is raised in it live.',
];

/** `member (not source), owner, auditor`. */
const readBy = (fields: readonly string[], audience: EventAudience): string => {
  const readers = Object.entries(audience).map(([reader, seen]) => {
    const hidden = seen === 'all' ? [] : fields.filter((field) => !seen.includes(field.replace('?', '')));
    return hidden.length === 0 ? reader : `${reader} (not ${hidden.join(', ')})`;
  });
  return readers.length === 0 ? 'nobody as an event: it is in no project’s history' : readers.join(', ');
};

const inLines = ({ type, version, meaning, fields, audience }: CataloguedEvent): readonly string[] => [
  `  ${type}, version ${version}`,
  `      ${meaning}`,
  `      fields   ${fields.join(', ')}`,
  `      read by  ${readBy(fields, audience)}`,
];

/** The catalogue of events in lines for people, a paragraph for each kind of stream. */
export const describeEvents = (events: readonly CataloguedEvent[]): readonly string[] => [
  ...preface,
  ...events.flatMap((event, at) => [
    ...(events[at - 1]?.streamPrefix === event.streamPrefix ? [] : ['', `streams ${event.streamPrefix}<id>`]),
    ...inLines(event),
  ]),
];
