import { resolveSrv as resolveSrvByDns } from 'node:dns/promises';
import type { OutboundRules } from '#libs/outbound';
import type { Settings } from '#libs/settings';
import type { BackingServices } from '../stores/backing-services.js';
import { endpointsIn } from './endpoints-in.js';

type Stores = Pick<BackingServices, 'eventStoreUrl' | 'mongodbUrl'>;
type ResolveSrv = (name: string) => Promise<readonly { readonly name: string; readonly port: number }[]>;

const eventStores = (url: string): readonly string[] => endpointsIn(url, 2113);

const documentStores = async (url: string, resolveSrv: ResolveSrv): Promise<readonly string[]> => {
  if (!url.startsWith('mongodb+srv:')) return endpointsIn(url, 27_017);
  const { hostname, searchParams } = new URL(url);
  const service = searchParams.get('srvServiceName') ?? 'mongodb';
  const records = await resolveSrv(`_${service}._tcp.${hostname}`).catch((cause: unknown) => {
    throw new Error(`names “${hostname}”, whose servers cannot be looked up: DNS has to have its SRV records`, {
      cause,
    });
  });
  return records.map(({ name, port }) => `${name}:${port}`);
};

/** Names the setting in what is thrown. */
const of = async (setting: string, endpoints: () => readonly string[] | Promise<readonly string[]>) => {
  try {
    return await endpoints();
  } catch (cause) {
    throw new Error(`${setting} ${cause instanceof Error ? cause.message : String(cause)}`, { cause });
  }
};

/**
 * Where addresses that users name may lead: where the settings say, and never to the stores that this process stands on. Rejects
 * where those are not known.
 */
export const outboundRulesOf = async (
  { OUTBOUND_ALLOWED: allowed }: Pick<Settings, 'OUTBOUND_ALLOWED'>,
  { eventStoreUrl, mongodbUrl }: Stores,
  resolveSrv: ResolveSrv = resolveSrvByDns,
): Promise<OutboundRules> => ({
  allowed,
  ownStores: [
    ...(await of('EVENTSTORE_URL', () => eventStores(eventStoreUrl))),
    ...(await of('MONGODB_URL', () => documentStores(mongodbUrl, resolveSrv))),
  ],
});
