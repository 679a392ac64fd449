import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join, resolve } from 'node:path';
import { z } from 'zod';
import { readPrivateFile, writePrivateFile } from '../private-file.js';
import type { Certificate } from './make-certificate.js';
import { readPrivateJson } from './read-private-json.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFE_MS = 10 * 365 * DAY_MS;
/** Longer than a process runs: those that trust the certificate before read it at their start. */
const RENEWED_BEFORE_END_MS = 365 * DAY_MS;

const certificate = z.string().refine((pem) => new X509Certificate(pem).raw.length > 0);
const schema = z.strictObject({
  authority: certificate,
  cert: certificate,
  key: z.string().refine((pem) => createPrivateKey(pem).type === 'private'),
});

export interface StoreCertificate {
  readonly tls: Pick<Certificate, 'cert' | 'key'>;
  /** The file with the authority that clients have to trust; its whole path. */
  readonly authorityFile: string;
}

const isFresh = ({ cert }: Certificate, now: number): boolean =>
  Date.parse(new X509Certificate(cert).validTo) - now > RENEWED_BEFORE_END_MS;

const make = async (path: string, now: number): Promise<Certificate> => {
  // loaded when it is needed, at the first start
  const { makeCertificate } = await import('./make-certificate.js');
  // from yesterday on: clocks are set back now and then
  const made = await makeCertificate({ notBefore: new Date(now - DAY_MS), notAfter: new Date(now + LIFE_MS) });
  await writePrivateFile(path, `${JSON.stringify(made, null, 2)}\n`);
  return made;
};

/**
 * Reads the event store's certificate, or makes it: at the first start, and anew in the last year of the one before. Throws where
 * it is damaged, saying what to do.
 */
export const loadStoreCertificate = async (dataDir: string, now = Date.now()): Promise<StoreCertificate> => {
  const path = join(dataDir, 'stores', 'certificate.json');
  const authorityFile = resolve(dataDir, 'stores', 'ca.pem');
  const known = await readPrivateJson(path, schema);
  const { authority, ...tls } = known !== undefined && isFresh(known, now) ? known : await make(path, now);
  if ((await readPrivateFile(authorityFile)) !== authority) await writePrivateFile(authorityFile, authority);
  return { tls, authorityFile };
};
