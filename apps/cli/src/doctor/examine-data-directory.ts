import { X509Certificate } from 'node:crypto';
import { readFile, stat, statfs } from 'node:fs/promises';
import { join } from 'node:path';
import { dataDirectorySecrets } from './data-directory-secrets.js';
import type { Finding } from './finding.js';
import { judgeCertificate } from './judge-certificate.js';
import { judgeDiskSpace } from './judge-disk-space.js';
import { judgeFileMode } from './judge-file-mode.js';

/** What the file system answers; [] where the file is not there. */
const ofFile = async (check: string, ask: () => Promise<readonly Finding[]>): Promise<readonly Finding[]> => {
  try {
    return await ask();
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return [];
    const advice = 'let the user who runs this read it; where it is damaged, put it back from a backup';
    return [{ check, status: 'problem', detail: `it cannot be read: ${String(error)}`, advice }];
  }
};

const examineDisk = (dataDir: string): Promise<readonly Finding[]> =>
  ofFile(`disk of ${dataDir}`, async () => {
    const { bavail, blocks, bsize } = await statfs(dataDir);
    return [judgeDiskSpace(dataDir, { freeBytes: bavail * bsize, totalBytes: blocks * bsize })];
  });

const examineSecret = (file: string): Promise<readonly Finding[]> =>
  ofFile(`file ${file}`, async () => [judgeFileMode(file, (await stat(file)).mode)]);

const examineCertificate = (file: string, now: Date): Promise<readonly Finding[]> =>
  ofFile(`certificate ${file}`, async () => {
    const { cert } = JSON.parse(await readFile(file, 'utf8')) as { cert: string };
    return [judgeCertificate(file, new Date(new X509Certificate(cert).validTo), now)];
  });

/** Disk space, secrets and the certificate of the embedded stores. */
export const examineDataDirectory = async (dataDir: string, now: Date): Promise<readonly Finding[]> => {
  const findings = await Promise.all([
    examineDisk(dataDir),
    ...dataDirectorySecrets(dataDir).map(examineSecret),
    examineCertificate(join(dataDir, 'stores', 'certificate.json'), now),
  ]);
  return findings.flat();
};
