import { readFile } from 'node:fs/promises';
import { startEventStoreServer } from '#libs/embedded/event-store-server';
import type { Run } from './command.js';
import { parseArguments } from './parse-arguments.js';
import { serve } from './serve.js';
import { dataDirOf, portOf, serverOptions } from './server-options.js';
import { UsageError } from './usage-error.js';
import { userOptions, usersOf } from './user-options.js';

const options = {
  ...serverOptions,
  host: { type: 'string' },
  'advertise-host': { type: 'string' },
  'tls-cert': { type: 'string' },
  'tls-key': { type: 'string' },
  ...userOptions,
  'max-append-size': { type: 'string' },
  'write-timeout': { type: 'string' },
} as const;

type Tls = { readonly cert: string; readonly key: string };

const tlsOf = async (cert: string | undefined, key: string | undefined): Promise<Tls | undefined> => {
  if (cert === undefined && key === undefined) return undefined;
  if (cert === undefined || key === undefined) throw new UsageError('--tls-cert and --tls-key belong together');
  return { cert: await readFile(cert, 'utf8'), key: await readFile(key, 'utf8') };
};

const numberOf = (option: 'max-append-size' | 'write-timeout', text: string | undefined): number | undefined => {
  if (text === undefined || /^\d{1,9}$/.test(text)) return text === undefined ? undefined : Number(text);
  throw new UsageError(`--${option} must be a whole number, not ${text}`);
};

export const runEventStore: Run = async (args) => {
  const { values } = parseArguments(args, options, []);
  const dataDir = dataDirOf(values['data-dir']);
  const port = portOf(values.port, 2113);
  const tls = await tlsOf(values['tls-cert'], values['tls-key']);
  const users = (await usersOf(values)).map((user) => ({ ...user, admin: true }));
  const named = Object.entries({
    ...{ tls, host: values.host, advertiseHost: values['advertise-host'] },
    maxAppendSize: numberOf('max-append-size', values['max-append-size']),
    writeTimeout: numberOf('write-timeout', values['write-timeout']),
  });
  const given = Object.fromEntries(named.filter(([, value]) => value !== undefined));
  await serve('event store', (log) => startEventStoreServer({ dataDir, port, users, log, ...given }));
};
