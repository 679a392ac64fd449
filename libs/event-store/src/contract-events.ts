import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import {
  createEventRegistry,
  type EventStore,
  type EventToAppend,
  eventFamily,
  type LogMessage,
} from '#libs/event-sourcing';

/** Streams of their own, so that a shared server can be tested as well. */
const prefix = `contract${randomUUID().slice(0, 8)}-`;

export const contractRegistry = createEventRegistry([eventFamily(prefix, { Counted: z.object({ n: z.number() }) })]);

export const counted = (
  n: number,
  overrides: { id?: string; type?: string; data?: object; version?: number } = {},
): EventToAppend => ({
  id: overrides.id ?? randomUUID(),
  type: overrides.type ?? 'Counted',
  data: overrides.data ?? { n },
  metadata: {
    $correlationId: 'correlation',
    $causationId: 'causation',
    commandId: 'command',
    bodyHash: 'hash',
    actor: 'someone',
    schemaVersion: overrides.version ?? 1,
  },
});

export const newStream = (): string => `${prefix}${randomUUID()}`;

export const countUp = (n: number): EventToAppend[] => Array.from({ length: n }, (_, index) => counted(index));

/** Follows until `enough` says so, then hangs up. */
export const follow = async (
  store: EventStore,
  after: bigint | undefined,
  enough: (messages: readonly LogMessage[]) => boolean,
): Promise<LogMessage[]> => {
  const messages: LogMessage[] = [];
  const hangUp = new AbortController();
  for await (const message of store.follow({ after, signal: hangUp.signal })) {
    messages.push(message);
    if (enough(messages)) hangUp.abort();
  }
  return messages;
};

export const caughtUp = (messages: readonly LogMessage[]): boolean => messages.at(-1)?.kind === 'caughtUp';

export const numbersOf = (messages: readonly LogMessage[], stream: string): number[] =>
  messages.flatMap((message) =>
    message.kind === 'event' && message.event.stream === stream ? [(message.event.data as { n: number }).n] : [],
  );
