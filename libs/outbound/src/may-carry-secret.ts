import { isIP } from 'node:net';
import { hostOf } from './host-of.js';

const isThisMachine = (host: string): boolean =>
  isIP(host) === 0 ? /^(.+\.)?localhost$/.test(host) : host === '::1' || host.startsWith('127.');

/** Whether a secret may be sent there: over https, or over plain http where it stays on this machine. */
export const mayCarrySecret = (url: URL): boolean =>
  url.protocol === 'https:' || (url.protocol === 'http:' && isThisMachine(hostOf(url)));
