import { isIPv4 } from 'node:net';

const names = ['::1', 'localhost'];

/** Whether who listens there can be reached from this computer alone. */
export const isLoopback = (host: string): boolean => names.includes(host) || (isIPv4(host) && host.startsWith('127.'));
