import { isIP } from 'node:net';
import { AddressList } from './address-list.js';

/** IANA's special-purpose addresses, and one of a public network that clouds use for what only their machines may ask. */
const special4 = new AddressList([
  '0.0.0.0/8',
  '10.0.0.0/8',
  '100.64.0.0/10',
  '127.0.0.0/8',
  '168.63.129.16',
  '169.254.0.0/16',
  '172.16.0.0/12',
  '192.0.0.0/24',
  '192.0.2.0/24',
  '192.88.99.0/24',
  '192.168.0.0/16',
  '198.18.0.0/15',
  '198.51.100.0/24',
  '203.0.113.0/24',
  '224.0.0.0/3',
]);

/** All of IPv6 that is given to networks … */
const global6 = new AddressList(['2000::/3']);

/** … but for what has an IPv4 address in it (6to4, Teredo), is for protocols or for examples. */
const special6 = new AddressList(['2001::/23', '2001:db8::/32', '2002::/16', '3fff::/20']);

/** Whether everybody on the Internet can reach it: not this machine, a private network, or a cloud's own services. */
export const isPublicAddress = (address: string): boolean =>
  isIP(address) === 6 ? global6.has(address) && !special6.has(address) : !special4.has(address);
