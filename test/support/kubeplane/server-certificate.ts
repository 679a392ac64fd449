import { mkdir, readFile } from 'node:fs/promises';
import { makeCertificates } from './certificates.js';

/** PEM texts. */
export interface ServerCertificate {
  readonly authority: string;
  readonly cert: string;
  readonly key: string;
}

/** Of a server of these names (`DNS:localhost,IP:127.0.0.1`), which an authority of its own vouches for, made in a new directory. */
export const serverCertificate = async (directory: string, names: string): Promise<ServerCertificate> => {
  await mkdir(directory);
  const files = await makeCertificates(directory, names);
  const read = (file: string): Promise<string> => readFile(file, 'utf8');
  return { authority: await read(files.authority), cert: await read(files.certificate), key: await read(files.key) };
};
