import { createPrivateKey, X509Certificate } from 'node:crypto';
import { join, resolve } from 'node:path';
import { createPrivateFile, readPrivateFile, writePrivateFile } from '../private-file.js';
import type { Certificate } from './make-certificate.js';
import { readPrivateJson } from './read-private-json.js';

const DAY_MS = 24 * 60 * 60 * 1000;
const LIFE_MS = 10 * 365 * DAY_MS;
/** Longer than a process runs: those that trust the certificate before read it at their start. */
const RENEWED_BEFORE_END_MS = 365 * DAY_MS;

const isCertificate = (pem: string): boolean => new X509Certificate(pem).raw.length > 0;
const isPrivateKey = (pem: string): boolean => createPrivateKey(pem).type === 'private';
const fields = { authority: isCertificate, cert: isCertificate, key: isPrivateKey };

export interface StoreCertificate {
  readonly tls: Pick<Certificate, 'cert' | 'key'>;
  /** The file with the authority that clients have to trust; its whole path. */
  readonly authorityFile: string;
}

const isFresh = ({ cert }: Certificate, now: number): boolean =>
  Date.parse(new X509Certificate(cert).validTo) - now > RENEWED_BEFORE_END_MS;

const made = async (now: number): Promise<string> => {
  // loaded when it is needed, at the first start
  const { makeCertificate } = await import('./make-certificate.js');
  // from yesterday on: clocks are set back now and then
  const certificate = await makeCertificate({ notBefore: new Date(now - DAY_MS), notAfter: new Date(now + LIFE_MS) });
  return `${JSON.stringify(certificate, null, 2)}\n`;
};

const load = async (path: string, now: number): Promise<Certificate> => {
  const known = await readPrivateJson(path, fields);
  if (known !== undefined && isFresh(known, now)) return known;
  await (known === undefined ? createPrivateFile : writePrivateFile)(path, await made(now));
  return load(path, now);
};

/**
 * Reads the event store's certificate, or makes it: at the first start, and anew in the last year of the one before. Throws where
 * it is damaged, saying what to do.
 */
export const loadStoreCertificate = async (dataDir: string, now = Date.now()): Promise<StoreCertificate> => {
  const path = join(dataDir, 'stores', 'certificate.json');
  const authorityFile = resolve(dataDir, 'stores', 'ca.pem');
  const { authority, ...tls } = await load(path, now);
  if ((await readPrivateFile(authorityFile)) !== authority) await writePrivateFile(authorityFile, authority);
  return { tls, authorityFile };
};
