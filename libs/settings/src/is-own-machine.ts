import { isLoopback } from './is-loopback.js';
import type { Variables } from './variables.js';

/** Without ports and brackets; a connection string may have several. */
const hostsIn = (address: string): readonly string[] => {
  const [, hosts = ''] = /:\/\/(?:[^@/]*@)?([^/?]+)/.exec(address) ?? [];
  return hosts.split(',').map((host) => host.replace(/:\d+$/, '').replace(/^\[|\]$/g, ''));
};

/**
 * Whether, as far as a part is told, nobody else is let in and nothing is elsewhere: one person with a machine of their own. `HOST`
 * alone is the part's own, and says nothing of an API behind a proxy or on another machine.
 */
export const isOwnMachine = (given: Variables): boolean => {
  const { HOST, PUBLIC_URL, SESSIONS_PUBLIC_URL, GATEWAY_URL, EVENTSTORE_URL, MONGODB_URL } = given;
  const named = [PUBLIC_URL, SESSIONS_PUBLIC_URL, GATEWAY_URL, EVENTSTORE_URL, MONGODB_URL];
  return [HOST, ...named.flatMap((address) => (address === undefined ? [] : hostsIn(address)))].every(isLoopback);
};
