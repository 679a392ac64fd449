import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { createInterface } from 'node:readline';
import { pipeline } from 'node:stream/promises';
import { createGunzip } from 'node:zlib';

const hashOf = async (file: string): Promise<string> => {
  const hash = createHash('sha256');
  await pipeline(createReadStream(file), hash);
  return hash.digest('hex');
};

/** What `writePackedLines` wrote. Throws before the first line where the file is not as it was written. */
export async function* readPackedLines(
  file: string,
  { sha256 }: { readonly sha256: string },
): AsyncGenerator<Record<string, unknown>> {
  if ((await hashOf(file)) !== sha256)
    throw new Error(`${file} was altered or cut short: its SHA-256 is not the one that backup.json says`);
  const unpacked = createReadStream(file).pipe(createGunzip());
  for await (const line of createInterface({ input: unpacked, crlfDelay: Number.POSITIVE_INFINITY }))
    yield JSON.parse(line) as Record<string, unknown>;
}
