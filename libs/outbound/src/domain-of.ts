import { isIP } from 'node:net';

/**
 * What names of one owner have in common, for shares of what is scarce: who has a domain has a name for each request. Its last two
 * labels, however they are written; below a suffix such as `co.uk` strangers share. An address is its own.
 */
export const domainOf = (host: string): string =>
  isIP(host) === 0 ? host.toLowerCase().split('.').slice(-2).join('.') : host;
