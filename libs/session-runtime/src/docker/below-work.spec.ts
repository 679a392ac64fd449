import { once } from 'node:events';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import { extract, type Headers, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { belowWork } from './below-work.js';

type Entry = Partial<Headers> & { readonly name: string; readonly text?: string };

const archiveOf = (...entries: Entry[]): Readable => {
  const archive = pack();
  for (const { text = '', ...header } of entries) archive.entry(header, text);
  archive.finalize();
  return archive;
};

const namesIn = async (archive: Readable): Promise<string[]> => {
  const found: string[] = [];
  const files = extract().on('entry', ({ name, linkname }, content, next) => {
    found.push(linkname == null ? name : `${name} -> ${linkname}`);
    content.on('end', next).resume();
  });
  files.end(await buffer(archive));
  await once(files, 'finish');
  return found;
};

const released = () => Promise.resolve();

describe('an engine’s archive of /work', () => {
  const files = (root: string, directory: string): Entry[] => [
    { name: directory, type: 'directory' },
    { name: `${root}work/x.txt`, text: 'x' },
    { name: `${root}${'long'.repeat(60)}.txt`, text: 'x' },
    { name: `${root}ö.txt`, text: 'x' },
    { name: `${root}hard`, type: 'link', linkname: `${root}ö.txt` },
    { name: `${root}soft`, type: 'symlink', linkname: '/etc/passwd' },
  ];
  const wanted = [
    'work/',
    'work/work/x.txt',
    `work/${'long'.repeat(60)}.txt`,
    'work/ö.txt',
    'work/hard -> work/ö.txt',
    'work/soft -> /etc/passwd',
  ];

  test.each([
    ['Docker', 'work/', 'work/'],
    ['Podman', '/', '/'],
  ])('of %s has all below work/', async (_, root, directory) => {
    expect(await namesIn(await belowWork(archiveOf(...files(root, directory)), released))).toEqual(wanted);
  });

  test('ends once what it needed is released', async () => {
    const order: string[] = [];
    const archive = await belowWork(archiveOf({ name: '/x', text: 'x' }), async () => {
      await Promise.resolve();
      order.push('released');
    });
    await buffer(archive).then(() => order.push('ended'));
    expect(order).toEqual(['released', 'ended']);
  });

  test('that breaks off fails, and releases what it needed', async () => {
    let isReleased = false;
    const broken = new Readable({ read() {} });
    const archive = await belowWork(broken, () => {
      isReleased = true;
      return Promise.resolve();
    });
    broken.destroy(new Error('the engine is gone'));
    await expect(buffer(archive)).rejects.toThrow('the engine is gone');
    expect(isReleased).toBe(true);
  });

  test('that nobody wants any more is given up, and releases what it needed', async () => {
    const endless = new Readable({ read() {} });
    const releasing = new Promise<void>((resolve) => {
      void belowWork(endless, () => Promise.resolve(resolve())).then((archive) => archive.destroy());
    });
    await releasing;
    expect(endless.destroyed).toBe(true);
  });

  test('that is given up in the middle of what the engine has sent already is no error of ours', async () => {
    const sent = await buffer(
      archiveOf(...Array.from({ length: 20 }, (_, index) => ({ name: `/${index}/`, type: 'directory' as const }))),
    );
    const engine = new Readable({ read() {} });
    await new Promise<void>((resolve) => {
      void belowWork(engine, () => Promise.resolve(resolve())).then((archive) => {
        engine.once('data', () => archive.destroy());
        engine.push(sent);
      });
    });
    expect(engine.destroyed).toBe(true);
  });
});
