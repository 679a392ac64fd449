import type { OutboundRules } from '#libs/outbound';
import type { Settings } from '#libs/settings';
import type { BackingServices } from '../stores/backing-services.js';

const EVENT_STORE_PORT = 2113;
const DATABASE_PORT = 27_017;

/** `host:port` of each server that a connection string names. */
const endpointsIn = (connectionString: string, defaultPort: number): readonly string[] => {
  const [, hosts = ''] = /:\/\/(?:[^@/]*@)?([^/?]+)/.exec(connectionString) ?? [];
  return hosts.split(',').map((host) => (/:\d+$/.test(host) ? host : `${host}:${defaultPort}`));
};

type Stores = Pick<BackingServices, 'eventStoreUrl' | 'mongodbUrl'>;

/** Where addresses that users name may lead: where the settings say, and never to the stores that this process stands on. */
export const outboundRulesOf = (
  { OUTBOUND_ALLOWED: allowed }: Pick<Settings, 'OUTBOUND_ALLOWED'>,
  { eventStoreUrl, mongodbUrl }: Stores,
): OutboundRules => ({
  allowed,
  ownStores: [...endpointsIn(eventStoreUrl, EVENT_STORE_PORT), ...endpointsIn(mongodbUrl, DATABASE_PORT)],
});
