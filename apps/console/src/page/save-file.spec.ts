import { describe, expect, test } from 'vitest';
import { NotSaved } from './not-saved.js';
import { saveFile } from './save-file.js';

const streamOf = (...parts: readonly string[]): ReadableStream<Uint8Array> =>
  new ReadableStream({
    start: (controller) => {
      for (const part of parts) controller.enqueue(new TextEncoder().encode(part));
      controller.close();
    },
  });

/** Whoever is asked for a file gives this one. */
const picking = (file: WritableStream<Uint8Array>) => () =>
  Promise.resolve({ createWritable: () => Promise.resolve(file) });

/** A browser without access to files keeps what it is given. */
const browserWithout = () => {
  const given: Blob[] = [];
  return { given, browser: { pick: undefined, keep: (_name: string, blob: Blob) => given.push(blob) } };
};

describe('saving what the API answers as a file', () => {
  test('a browser with access to files writes it as it comes', async () => {
    const written: string[] = [];
    const decoder = new TextDecoder();
    const file = new WritableStream<Uint8Array>({ write: (part) => void written.push(decoder.decode(part)) });
    const pick = picking(file);
    const { given, browser } = browserWithout();
    await saveFile('a.ndjson', () => Promise.resolve(streamOf('one', 'two')), { ...browser, pick });
    expect(written).toEqual(['one', 'two']);
    expect(given).toEqual([]);
  });

  test('who chooses no file asks for nothing', async () => {
    const pick = () => Promise.reject(new DOMException('no', 'AbortError'));
    const read = () => Promise.reject(new Error('it was asked for'));
    await expect(saveFile('a', read, { pick, keep: () => undefined })).resolves.toBe(undefined);
  });

  test('what breaks off is not left as a file that looks whole', async () => {
    const ends: string[] = [];
    const file = new WritableStream<Uint8Array>({
      close: () => void ends.push('closed'),
      abort: () => void ends.push('aborted'),
    });
    const pick = picking(file);
    const broken = new ReadableStream<Uint8Array>({ pull: (controller) => controller.error(new Error('cut')) });
    await expect(saveFile('a', () => Promise.resolve(broken), { pick, keep: () => undefined })).rejects.toThrow('cut');
    expect(ends).toEqual(['aborted']);
  });

  test('without access to files it is collected first, up to a limit', async () => {
    const { given, browser } = browserWithout();
    await saveFile('a', () => Promise.resolve(streamOf('one', 'two')), browser, 6);
    expect(await Promise.all(given.map((blob) => blob.text()))).toEqual(['onetwo']);
    await expect(saveFile('a', () => Promise.resolve(streamOf('one', 'two')), browser, 5)).rejects.toThrow(NotSaved);
    expect(given).toHaveLength(1);
  });
});
