import { anchorsIn, asStored, type LogVerdict, storedEvents, TrustedKeys, verifyLog } from '#libs/audit';
import { domainEvents } from '#libs/domain';
import { createEventStore } from '#libs/event-store';
import type { Run } from './command.js';
import { findSigningKeys } from './find-signing-keys.js';
import { findStores } from './find-stores.js';
import { parseArguments } from './parse-arguments.js';
import { printLines } from './print-lines.js';
import { trustedKeysIn } from './trusted-keys-in.js';
import { withEventStore } from './with-event-store.js';

const options = { key: { type: 'string' } } as const;

type Misfit = Extract<LogVerdict, { isWhole: false }>;

const reasons: Readonly<Record<Misfit['what'], string>> = {
  events: 'the events are not those that were anchored: they were altered, removed or added',
  signature: 'the anchor itself was altered: its signature does not fit it',
  'unknown key': 'it is signed with a key that is none of those given',
  'another log': 'it is another installation’s',
};

const refusal = ({ number, anchor, what, after, upTo }: Misfit): Error =>
  new Error(
    `anchor ${number}, of ${anchor.at}, does not fit the log after position ${after} and up to ${upTo}: ${reasons[what]}`,
  );

const told = ({ anchors, chain, unanchored }: Exclude<LogVerdict, Misfit>): readonly string[] => [
  anchors === 0
    ? 'there is no anchor yet: nothing can be said of the log'
    : `as it was anchored: ${chain.events} events up to position ${chain.position}, by ${anchors} anchors`,
  ...(anchors === 0 ? [] : [`the newest anchor’s head is ${chain.head}: keep it elsewhere`]),
  'What this does not say:',
  `  whether the ${unanchored} newest events, which no anchor holds yet, are as they were written`,
  '  whether the log’s end was cut off together with its newest anchors: compare the head with one that you kept',
  '  whether who has the key anchored a log that was altered before',
];

export const verifyWholeLog: Run = async (args) => {
  const { values } = parseArguments(args, options, []);
  const own = async (): Promise<TrustedKeys> => {
    const { publicKeys } = await findSigningKeys();
    return new TrustedKeys(JSON.stringify({ keys: publicKeys }));
  };
  const keys = await (values.key === undefined ? own() : trustedKeysIn(values.key));
  const { eventStoreUrl } = await findStores();
  await withEventStore(eventStoreUrl, async (log) => {
    const anchors = await anchorsIn(log);
    const registry = domainEvents();
    const streamPrefixes = [...new Set([...registry.streamPrefixes, ...anchors.flatMap(({ data }) => data.streams)])];
    const stored = createEventStore({
      connectionString: eventStoreUrl ?? '',
      registry: asStored(registry),
      streamPrefixes,
    });
    try {
      const events = storedEvents(stored, { after: 0n, signal: new AbortController().signal });
      const verdict = await verifyLog({ log: await log.identity(), anchors, events, keys });
      if (!verdict.isWhole) throw refusal(verdict);
      await printLines(told(verdict));
    } finally {
      await stored.close();
    }
  });
};
