import { X509Certificate } from 'node:crypto';
import { mkdtemp, readFile, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { rootCertificates } from 'node:tls';
import { unlessAbsent } from '../../unless-absent.js';

/** Where Debian, Alpine and most others keep what their packages and their administrators believe. */
const OF_SYSTEM = '/etc/ssl/certs/ca-certificates.crt';

/**
 * What is told to Git, so that it believes the authorities in the file (PEM) beside those of the system. It takes one file, and no
 * other besides: both are put into a new one. Nothing where the file has none, or is not there: then it believes its system alone.
 */
export const believedAuthorities = async (file: string | undefined): Promise<Readonly<Record<string, string>>> => {
  const own = file === undefined ? [] : certificatesIn((await unlessAbsent(readFile(file, 'utf8'))) ?? '');
  if (own.length === 0) return {};
  const ofSystem = (await unlessAbsent(readFile(OF_SYSTEM, 'utf8'))) ?? rootCertificates.join('\n');
  const all = join(await mkdtemp(join(tmpdir(), 'authorities-')), 'ca.crt');
  await writeFile(all, [ofSystem, ...own, ''].join('\n'));
  return { GIT_SSL_CAINFO: all };
};

/** With one among them that cannot be read, Git would believe nobody any more. */
function certificatesIn(text: string): string[] {
  const blocks = text.match(/-----BEGIN CERTIFICATE-----[^-]+-----END CERTIFICATE-----/g) ?? [];
  return blocks.filter((block) => {
    try {
      return new X509Certificate(block).raw.length > 0;
    } catch {
      return false;
    }
  });
}
