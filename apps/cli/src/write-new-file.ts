import { createWriteStream } from 'node:fs';
import { link, rename } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { isThere } from './is-there.js';
import { withDraft } from './with-draft.js';

const refusal = (file: string): Error =>
  new Error(`${file} is there already: name another file, or replace it with --force`);

/** A file that appears as a whole or not at all, and is its owner's alone. Throws where there is one, unless it may be replaced. */
export const writeNewFile = async (
  file: string,
  text: AsyncIterable<string>,
  { replaces }: { readonly replaces: boolean },
): Promise<void> => {
  if (!replaces && (await isThere(file))) throw refusal(file);
  const draft = `${file}.${process.pid}.part`;
  await withDraft(draft, async () => {
    try {
      await pipeline(Readable.from(text), createWriteStream(draft, { flags: 'wx', mode: 0o600, flush: true }));
      await (replaces ? rename(draft, file) : link(draft, file));
    } catch (error) {
      throw (error as NodeJS.ErrnoException).code === 'EEXIST' ? refusal(file) : error;
    }
  });
};
