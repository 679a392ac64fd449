import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { caBundle } from './ca-bundle.js';

/**
 * Has Git believe the authorities in the file (PEM) beside those of its system, by what the work is to tell it. Nothing where there
 * is no such file: then it believes its system.
 */
export const withCaBundle = async <Result>(
  own: string | undefined,
  work: (environment: Readonly<Record<string, string>>) => Promise<Result>,
): Promise<Result> => {
  if (own === undefined) return work({});
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-ca-'));
  try {
    const bundle = join(directory, 'ca-bundle.crt');
    await writeFile(bundle, await caBundle(own));
    return await work({ GIT_SSL_CAINFO: bundle });
  } finally {
    await rm(directory, { recursive: true });
  }
};
