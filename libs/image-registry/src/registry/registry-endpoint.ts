import { isIP } from 'node:net';
import type { ImageReferenceParts } from '../image-reference.js';

/** Docker's own has another address than name. */
const hosts: Readonly<Record<string, string>> = {
  'docker.io': 'registry-1.docker.io',
  'index.docker.io': 'registry-1.docker.io',
};

const isThisMachine = (host: string): boolean =>
  /^(\S+\.)?localhost$/.test(host) || (isIP(host) === 4 && host.startsWith('127.'));

/** The address of a repository in its registry, without a slash at the end. As Docker does, this machine's are asked without TLS. */
export const registryEndpoint = ({ registry, repository }: ImageReferenceParts): string => {
  const [host = ''] = registry.split(':');
  return `${isThisMachine(host) ? 'http' : 'https'}://${hosts[registry] ?? registry}/v2/${repository}`;
};
