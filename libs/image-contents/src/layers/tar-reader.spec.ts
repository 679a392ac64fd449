import { type Headers, pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { TarReader } from './tar-reader.js';

type Written = Headers & { readonly content?: string };

const bytesOf = async (entries: readonly Written[]): Promise<Buffer> => {
  const archive = pack();
  for (const { content = '', ...header } of entries) archive.entry(header, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

/** What is seen of it, as `kind name: content`, of the content up to `wanted` bytes; read in pieces of this size. */
const seen = (archive: Buffer, { wanted = 100, piece = archive.length } = {}): string[] => {
  const entries: string[] = [];
  const reader = new TarReader({
    entry: ({ name, kind, linkName }) => {
      entries.push(`${kind} ${name}${linkName === '' ? '' : ` of ${linkName}`}`);
      return wanted;
    },
    content: ({ name }, content) => void entries.push(`${name}: ${content.toString()}`),
  });
  for (let at = 0; at < archive.length; at += piece) reader.push(archive.subarray(at, at + piece));
  reader.end();
  return entries;
};

const octal = (number: number, length: number): string => `${number.toString(8).padStart(length - 1, '0')}\0`;

/** A header that says what no library would write. */
const header = ({ name = 'a', size = octal(0, 12), type = '0', isMapLonger = false }): Buffer => {
  const block = Buffer.alloc(512);
  block.write(name, 0, 'latin1');
  block.write(size, 124, 'latin1');
  block.write(type, 156);
  block.write('ustar\0', 257);
  block.writeUInt8(Number(isMapLonger), 482);
  block.fill(' ', 148, 156);
  block.write(
    octal(
      block.reduce((sum, byte) => sum + byte, 0),
      7,
    ),
    148,
  );
  return block;
};

describe('an archive', () => {
  const long = `${'directory/'.repeat(20)}${'é'.repeat(120)}`;
  const entries: readonly Written[] = [
    { name: 'a', content: 'hello' },
    { name: 'd', type: 'directory' },
    { name: 'd/empty' },
    { name: 'd/large', content: 'x'.repeat(1_300) },
    { name: 'd/b', type: 'link', linkname: 'a' },
    { name: 'd/c', type: 'symlink', linkname: '../a' },
    { name: long, content: 'long' },
    { name: 'z', content: 'z'.repeat(512) },
  ];
  const expected = [
    ...['file a', 'a: hello', 'directory d', 'file d/empty', 'file d/large', `d/large: ${'x'.repeat(100)}`],
    ...['hard-link d/b of a', 'other d/c', `file ${long}`, `${long}: long`, 'file z', `z: ${'z'.repeat(100)}`],
  ];

  test.each([1, 7, 511, 512, 513, 100_000])('is read in pieces of %i bytes', async (piece) => {
    expect(seen(await bytesOf(entries), { piece })).toEqual(expected);
  });

  test('says nothing of what follows its end', async () => {
    const archive = Buffer.concat([await bytesOf([{ name: 'a' }]), Buffer.from('anything')]);
    expect(seen(archive)).toEqual(['file a']);
  });

  test('may have names of GNU’s form', () => {
    const name = `${'n'.repeat(300)}\0`;
    const archive = [
      header({ name: '././@LongLink', size: octal(301, 12), type: 'L' }),
      Buffer.alloc(512, name, 'latin1'),
    ];
    archive[1]?.fill(0, 301);
    expect(seen(Buffer.concat([...archive, header({ name: 'short' }), header({ name: 'next' })]))).toEqual([
      `file ${'n'.repeat(300)}`,
      'file next',
    ]);
  });

  test('may have files with holes, of GNU’s form, whose map goes on in blocks of its own', () => {
    const [more, last] = [Buffer.alloc(512, '1'), Buffer.alloc(512, '1')];
    more.writeUInt8(1, 504);
    last.writeUInt8(0, 504);
    const sparse = (isMapLonger: boolean): Buffer => header({ type: 'S', size: octal(512, 12), isMapLonger });
    const [content, next] = [Buffer.alloc(512, 'x'), header({ name: 'next' })];
    for (const piece of [1, 512, 10_000]) {
      expect(seen(Buffer.concat([sparse(true), more, last, content, next]), { piece })).toEqual(['file next']);
      expect(seen(Buffer.concat([sparse(false), content, next]), { piece })).toEqual(['file next']);
    }
  });

  test('may have what is no text for a name', () => {
    expect(seen(header({ name: '\xff\xfe/a' }))).toEqual(['file \ufffd\ufffd/a']);
  });
});

describe('what is no archive of files', () => {
  test.each<[string, Buffer]>([
    ['ends in the middle of a file', Buffer.concat([header({ size: octal(1_000, 12) }), Buffer.alloc(100)])],
    ['ends in the middle of a file', header({}).subarray(0, 300)],
    ['ends in the middle of a file', header({ type: 'S', isMapLonger: true })],
    ['is not a tar archive', Buffer.alloc(512, 'x')],
    ['is not a tar archive', Buffer.concat([header({}), header({}).fill(0xee, 0, 50)])],
    ['no number that a file can have', header({ size: '\xff'.repeat(12) })],
    ['no number that a file can have', header({ size: `\x80${'\xff'.repeat(11)}` })],
    ['no number that a file can have', header({ size: '-1' })],
    ['of more than a megabyte', header({ size: octal(8 * 1024 ** 3 - 1, 12), type: 'x' })],
    ['of more than a megabyte', header({ size: octal(2 * 1024 ** 2, 12), type: 'L' })],
  ])('is refused: it %s', (what, archive) => {
    expect(() => seen(archive)).toThrow(what);
  });

  test.each(['-1', '1e9', '99999999999999999999', 'NaN'])('is refused: it says %s bytes', (size) => {
    const record = `${` size=${size}\n`.length + 2} size=${size}\n`;
    const pax = Buffer.concat([header({ size: octal(record.length, 12), type: 'x' }), Buffer.alloc(512)]);
    pax.write(record, 512);
    expect(() => seen(Buffer.concat([pax, header({})]))).toThrow('no number that a file can have');
  });

  test('is skipped where nothing of it is wanted, however large it says it is', () => {
    const large = header({ name: 'large', size: `\x80${'\0'.repeat(4)}\x01${'\0'.repeat(6)}` });
    expect(() => seen(large, { wanted: 0 })).toThrow('ends in the middle of a file');
  });
});
