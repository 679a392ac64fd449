import { X509Certificate } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { rootCertificates } from 'node:tls';
import { unlessAbsent } from '../unless-absent.js';

/** Where Debian, Alpine and most others keep what their packages and their administrators believe. */
const OF_SYSTEM = '/etc/ssl/certs/ca-certificates.crt';

/**
 * The authorities of the system and those in the file (PEM) beside them, in one: programs take one file, and nothing besides. Those of the
 * system alone where the file has none, or is not there.
 */
export const caBundle = async (own: string): Promise<string> => {
  const ofSystem = (await unlessAbsent(readFile(OF_SYSTEM, 'utf8'))) ?? rootCertificates.join('\n');
  return [ofSystem, ...certificatesIn((await unlessAbsent(readFile(own, 'utf8'))) ?? ''), ''].join('\n');
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
