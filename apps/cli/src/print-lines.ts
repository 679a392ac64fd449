import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';

/** Writes to standard output no faster than it is read. A reader that has seen enough (`| head`) is no failure. */
export const printLines = async (lines: AsyncIterable<string> | Iterable<string>): Promise<void> => {
  const ended = async function* (): AsyncGenerator<string> {
    for await (const line of lines) yield `${line}\n`;
  };
  try {
    await pipeline(Readable.from(ended()), process.stdout);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'EPIPE') throw error;
  }
};
