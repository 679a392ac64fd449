import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';

export interface SelfSigned {
  readonly files: { readonly key: string; readonly cert: string };
  readonly tls: { readonly key: string; readonly cert: string };
}

/**
 * A certificate of these names (`DNS:localhost,IP:127.0.0.1`) that no authority vouches for, in files of the directory. Node can sign
 * none: `openssl` does, which is part of every CI image and developer's machine.
 */
export const selfSigned = async (directory: string, names: string): Promise<SelfSigned> => {
  const files = { key: join(directory, 'key.pem'), cert: join(directory, 'cert.pem') };
  const curve = ['-newkey', 'ec', '-pkeyopt', 'ec_paramgen_curve:prime256v1', '-nodes', '-days', '2'];
  const subject = ['-subj', '/CN=test', '-addext', `subjectAltName=${names}`];
  await promisify(execFile)('openssl', [
    ...['req', '-x509', ...curve, ...subject],
    ...['-keyout', files.key, '-out', files.cert],
  ]);
  return { files, tls: { key: await readFile(files.key, 'utf8'), cert: await readFile(files.cert, 'utf8') } };
};
