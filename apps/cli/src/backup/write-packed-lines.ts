import { createHash } from 'node:crypto';
import { createWriteStream } from 'node:fs';
import { Readable, Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGzip } from 'node:zlib';

/** A line of JSON each, packed; on disk when it resolves, with how many they are and the file's SHA-256. */
export const writePackedLines = async (
  file: string,
  values: AsyncIterable<object>,
): Promise<{ readonly lines: number; readonly sha256: string }> => {
  let lines = 0;
  const hash = createHash('sha256');
  const text = async function* (): AsyncGenerator<string> {
    for await (const value of values) {
      lines += 1;
      yield `${JSON.stringify(value)}\n`;
    }
  };
  const hashed = new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
  const out = createWriteStream(file, { flags: 'wx', mode: 0o600, flush: true });
  await pipeline(Readable.from(text()), createGzip({ level: 1 }), hashed, out);
  return { lines, sha256: hash.digest('hex') };
};
