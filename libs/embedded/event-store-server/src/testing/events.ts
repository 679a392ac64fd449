import type { AllStreamResolvedEvent, ResolvedEvent } from '@eventstore/db-client';
import { jsonEvent } from '@eventstore/db-client';

/** New events with the types `a`, `b` … as the (ASCII) letters say. */
export const eventsOfTypes = (letters: string) =>
  letters.split('').map((type, index) => jsonEvent({ type, data: { index }, metadata: { by: 'test' } }));

type Resolved = ResolvedEvent | AllStreamResolvedEvent;

export const collect = async (events: AsyncIterable<Resolved>): Promise<Resolved[]> => {
  const collected: Resolved[] = [];
  for await (const event of events) collected.push(event);
  return collected;
};

/** The types of the events read, as one text. */
export const typesOf = async (events: AsyncIterable<Resolved>): Promise<string> =>
  (await collect(events)).map(({ event }) => event?.type).join('');

export const reversed = (letters: string): string => letters.split('').reverse().join('');
