import { generateKeyPairSync } from 'node:crypto';
import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { serverCertificate } from '../server-certificate.js';

/** Paths of PEM files. */
export interface Certificates {
  readonly authority: string;
  readonly certificate: string;
  readonly key: string;
  readonly accountKey: string;
}

/** What a control plane needs, which trusts itself alone. */
export const makeCertificates = async (directory: string): Promise<Certificates> => {
  const write = async (name: string, pem: string): Promise<string> => {
    const path = join(directory, name);
    await writeFile(path, pem);
    return path;
  };
  const { authority, cert, key } = await serverCertificate(
    // as the plane's own programs call the API server, and as pods do
    { type: 'ip', value: '127.0.0.1' },
    { type: 'ip', value: '10.0.0.1' },
    { type: 'dns', value: 'kubernetes.default.svc' },
  );
  const account = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
  return {
    authority: await write('ca.crt', authority),
    certificate: await write('tls.crt', cert),
    key: await write('tls.key', key),
    accountKey: await write('account.key', account.export({ type: 'pkcs8', format: 'pem' }).toString()),
  };
};
