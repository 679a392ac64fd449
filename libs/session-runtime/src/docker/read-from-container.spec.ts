import { once } from 'node:events';
import { addAbortSignal, Readable } from 'node:stream';
import type Docker from 'dockerode';
import { type Headers, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { readFromContainer } from './read-from-container.js';

interface Asked {
  readonly abortSignal: AbortSignal;
}

/** Answers with this archive, as an HTTP client does that may be told to stop. */
function containerWith(archive: Readable): Docker.Container {
  const getArchive = ({ abortSignal }: Asked) => Promise.resolve(addAbortSignal(abortSignal, archive));
  return { getArchive } as unknown as Docker.Container;
}

const archiveOf = (header: Headers, content: string) => {
  const packed = pack();
  packed.entry(header, content);
  packed.finalize();
  return Readable.from(packed);
};

/** Begins with the header and never ends. */
function endless(header: Headers): Readable {
  const packed = pack();
  packed.entry(header);
  const bytes = packed.read() as Buffer;
  let begun = false;
  return new Readable({
    read() {
      this.push(begun ? Buffer.alloc(512) : bytes);
      begun = true;
    },
  });
}

const read = (archive: Readable, signal = new AbortController().signal) =>
  readFromContainer(containerWith(archive), '/file', signal);

describe('a file of a container', () => {
  test('is read', async () => {
    expect(await read(archiveOf({ name: 'file' }, 'content'))).toBe('content');
  });

  test('is none where it is something else', async () => {
    expect(await read(archiveOf({ name: 'file', type: 'directory' }, ''))).toBeUndefined();
  });

  test.each<Headers>([
    { name: 'file', size: 2 ** 43 },
    { name: 'file', type: 'directory' },
  ])('is not drained where it is too much: %j', async (header) => {
    const archive = endless(header);
    expect(await read(archive)).toBeUndefined();
    expect(archive.destroyed).toBe(true);
  });

  test('is given up when nobody wants it any more', async () => {
    const controller = new AbortController();
    const silent = new Readable({ read: () => undefined });
    const content = read(silent, controller.signal);
    controller.abort();
    await expect(content).rejects.toThrow('abort');
  });

  test('is not there where the engine stops in the middle', async () => {
    const archive = new Readable({ read: () => undefined });
    const content = read(archive);
    archive.push(Buffer.alloc(100));
    archive.destroy();
    await once(archive, 'close');
    await expect(content).rejects.toThrow('Premature close');
  });
});
