import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { unlessAbsent } from '../../unless-absent.js';

/** Where Debian, Alpine and most others keep what their packages and their administrators believe. */
const OF_SYSTEM = '/etc/ssl/certs/ca-certificates.crt';

/**
 * What is told to Git, so that it believes the authorities in the file (PEM) beside those of the system. It takes one file, and no
 * other besides: both are put into a new one. Nothing where the file is not there: then it believes its system alone.
 */
export const believedAuthorities = async (file: string | undefined): Promise<Readonly<Record<string, string>>> => {
  const own = file && (await unlessAbsent(readFile(file, 'utf8')));
  if (!own) return {};
  const ofSystem = (await unlessAbsent(readFile(OF_SYSTEM, 'utf8'))) ?? rootCertificates.join('\n');
  const all = join(await mkdtemp(join(tmpdir(), 'authorities-')), 'ca.crt');
  await writeFile(all, `${ofSystem}\n${own}`);
  return { GIT_SSL_CAINFO: all };
};
