import { isIP, type LookupFunction } from 'node:net';
import type { Dispatcher } from 'undici';
import type { Destination, OutboundAccess } from './outbound-access.js';

/** Over which requests go: kept open for a moment, each checked when it is made. */
export interface Connections {
  for(destination: Destination): Dispatcher;
  close(): Promise<void>;
}

interface Limits {
  readonly maxHosts: number;
  /** Of a connection, until it is there. */
  readonly timeoutMs: number;
  /** Of a connection that nobody uses; a server may ask for less. */
  readonly keptOpenMs: number;
}

/** To one host: what hangs there delays nobody else's. */
const CONNECTIONS_PER_HOST = 8;

/** As a URL has it: undici leaves the brackets of an IPv6 address out. */
const bracketed = (host: string): string => (isIP(host) === 6 ? `[${host}]` : host);

/** What node:net asks in place of a lookup: the addresses that were checked, and no others. */
const pinnedLookup = (addresses: readonly string[]): LookupFunction => {
  const found = addresses.map((address) => ({ address, family: isIP(address) }));
  return (_, { all }, callback) => {
    if (all === true) callback(null, found);
    else callback(null, found[0]?.address ?? '', found[0]?.family);
  };
};

/** undici is loaded here: ten megabytes that only those need who ask. */
export const connectionsTo = async (access: OutboundAccess, limits: Limits): Promise<Connections> => {
  const { maxHosts, timeoutMs, keptOpenMs } = limits;
  const { Agent, buildConnector, Pool, ProxyAgent } = await import('undici');
  const connect: ReturnType<typeof buildConnector> = (options, callback) => {
    const { protocol, hostname, port } = options;
    const url = `${protocol}//${bracketed(hostname)}${port ? `:${port}` : ''}`;
    access.destinationOf(url, AbortSignal.timeout(timeoutMs)).then(
      ({ addresses }) => buildConnector({ timeout: timeoutMs, lookup: pinnedLookup(addresses) })(options, callback),
      (error: unknown) => callback(error as Error, null),
    );
  };
  const keptOpen = { keepAliveTimeout: keptOpenMs, keepAliveMaxTimeout: keptOpenMs };
  const bounds = { connections: CONNECTIONS_PER_HOST, maxOrigins: maxHosts, ...keptOpen };
  const direct = new Agent({ ...bounds, connect });
  // its requests are those for a way through, which nobody else ends: whoever asked for one may be gone
  const clientFactory = (proxy: URL, options: object) => new Pool(proxy, { ...options, headersTimeout: timeoutMs });
  const byProxy = new Map<string, Dispatcher>();
  const through = (proxy: string): Dispatcher => {
    const agent = byProxy.get(proxy) ?? new ProxyAgent({ ...bounds, clientFactory, uri: proxy });
    byProxy.set(proxy, agent);
    return agent;
  };
  return {
    for: ({ proxy }) => (proxy === undefined ? direct : through(proxy)),
    close: async () => {
      await Promise.all([direct, ...byProxy.values()].map((agent) => agent.destroy()));
    },
  };
};
