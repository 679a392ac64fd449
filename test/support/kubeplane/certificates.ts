import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly accountKey: string;
}

/** As the plane's own programs call the API server, and as pods do. */
const API_SERVER = 'IP:127.0.0.1,IP:10.0.0.1,DNS:kubernetes.default.svc';

/** What a control plane needs, which trusts itself alone; or another server of these names. */
export const makeCertificates = async (directory: string, names = API_SERVER): Promise<Certificates> => {
  const at = (name: string): string => join(directory, name);
  const openssl = async (...args: string[]): Promise<void> => {
    await promisify(execFile)('openssl', args);
  };
  const pair = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '800'];
  await openssl('genrsa', '-out', at('account.key'), '2048');
  await openssl('req', '-x509', ...pair, '-keyout', at('ca.key'), '-out', at('ca.crt'), '-subj', '/CN=kubeplane');
  const own = ['-subj', '/CN=kubeplane', '-addext', `subjectAltName=${names}`, '-addext', 'basicConstraints=CA:FALSE'];
  const signed = ['-CA', at('ca.crt'), '-CAkey', at('ca.key')];
  await openssl('req', '-x509', ...pair, '-keyout', at('tls.key'), '-out', at('tls.crt'), ...own, ...signed);
  return { authority: at('ca.crt'), certificate: at('tls.crt'), key: at('tls.key'), accountKey: at('account.key') };
};
