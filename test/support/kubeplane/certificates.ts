import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly accountKey: string;
}

/** What a control plane on loopback needs: it trusts itself alone. */
export const makeCertificates = async (directory: string): Promise<Certificates> => {
  const at = (name: string): string => join(directory, name);
  const openssl = async (...args: string[]): Promise<void> => {
    await promisify(execFile)('openssl', args);
  };
  const pair = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '7'];
  await openssl('genrsa', '-out', at('account.key'), '2048');
  await openssl('req', '-x509', ...pair, '-keyout', at('ca.key'), '-out', at('ca.crt'), '-subj', '/CN=kubeplane');
  const own = [
    '-subj',
    '/CN=kubeplane',
    '-addext',
    'subjectAltName=IP:127.0.0.1',
    '-addext',
    'basicConstraints=CA:FALSE',
  ];
  const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key')];
  await openssl('req', '-x509', ...pair, '-keyout', at('tls.key'), '-out', at('tls.crt'), ...own, ...signed);
  return { authority: at('ca.crt'), certificate: at('tls.crt'), key: at('tls.key'), accountKey: at('account.key') };
};
