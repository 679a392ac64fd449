import { randomBytes } from 'node:crypto';
import * as zlib from 'node:zlib';
import { pack } from 'tar-stream';
import { describe, expect, test } from 'vitest';
import { readLayers } from './read-layers.js';

const MIB = 1024 ** 2;
const { zstdCompressSync } = zlib as { readonly zstdCompressSync?: (data: Buffer) => Buffer };
if (zstdCompressSync === undefined)
  process.stdout.write('SKIPPED: layers packed by zstd: this Node has none (from 22.15)\n');

const tarOf = async (files: Readonly<Record<string, string>>): Promise<Buffer> => {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return Buffer.concat(chunks);
};

const status = (...packages: readonly string[]): Readonly<Record<string, string>> => ({
  'var/lib/dpkg/status': packages.map((name) => `Package: ${name}\nVersion: 1\n`).join('\n'),
});

interface Read {
  readonly signal?: AbortSignal;
  readonly onProgress?: (bytes: number) => void;
  readonly pieceBytes?: number;
}

/** Of how much of a layer was asked for. */
const asked = { bytes: 0 };

async function* piecesOf(layer: Buffer, bytes: number): AsyncGenerator<Buffer> {
  for (let at = 0; at < layer.length; at += bytes) {
    asked.bytes = Math.min(layer.length, at + bytes);
    await new Promise(setImmediate);
    yield layer.subarray(at, at + bytes);
  }
}

const read = (layers: readonly Buffer[], { signal, onProgress, pieceBytes = 65_536 }: Read = {}) =>
  readLayers(
    layers.map((bytes, index) => ({ digest: `layer ${index}`, size: bytes.length, bytes })),
    {
      open: ({ bytes }) => piecesOf(bytes, pieceBytes),
      onProgress: onProgress ?? (() => undefined),
      signal: signal ?? AbortSignal.timeout(60_000),
    },
  );

const names = async (...layers: readonly Buffer[]): Promise<readonly string[]> =>
  (await read(layers)).packages.map(({ name, layer }) => `${name} of ${layer}`);

describe('a layer', () => {
  test.each<[string, (tar: Buffer) => Buffer]>([
    ['as it is', (tar) => tar],
    ['packed by gzip', (tar) => zlib.gzipSync(tar)],
    [
      'packed by gzip in parts',
      (tar) => Buffer.concat([zlib.gzipSync(tar.subarray(0, 700)), zlib.gzipSync(tar.subarray(700))]),
    ],
  ])('is read %s, in whatever pieces it comes', async (_, packed) => {
    const layer = packed(await tarOf(status('a', 'b')));
    for (const pieceBytes of [1, 1_000, 65_536])
      expect((await read([layer], { pieceBytes })).packages.map(({ name }) => name)).toEqual(['a', 'b']);
  });

  (zstdCompressSync === undefined ? test.skip : test)('is read packed by zstd', async () => {
    const tar = await tarOf(status('a', 'b'));
    const parts = [tar.subarray(0, 700), tar.subarray(700)].map((part) => zstdCompressSync!(part));
    const skippable = Buffer.from([0x50, 0x2a, 0x4d, 0x18, 4, 0, 0, 0, 1, 2, 3, 4]);
    const [one = skippable, other = skippable] = parts;
    for (const layer of [
      [one, other, skippable],
      [skippable, one, skippable, skippable, other],
    ])
      for (const pieceBytes of [1, 3, 50, 65_536]) {
        const { packages } = await read([Buffer.concat(layer)], { pieceBytes });
        expect(packages.map(({ name }) => name)).toEqual(['a', 'b']);
      }
  });

  (zstdCompressSync === undefined ? test : test.skip)(
    'is said to be packed by zstd where this Node has none',
    async () => {
      await expect(read([Buffer.from('28b52ffd00000000', 'hex')])).rejects.toThrow('from Node 22.15');
    },
  );

  test('may be empty', async () => {
    expect(await names(Buffer.alloc(0), Buffer.alloc(1024), zlib.gzipSync(Buffer.alloc(0)))).toEqual([]);
  });

  test('is read to its end, whatever comes after the archive, or refused', async () => {
    const tar = await tarOf(status('a'));
    const layer = Buffer.concat([tar, randomBytes(MIB)]);
    expect(await names(layer)).toEqual(['a of layer 0']);
    expect(asked.bytes).toBe(layer.length);
    const padded = Buffer.concat([zlib.gzipSync(tar), Buffer.alloc(MIB)]);
    const said = await names(padded).catch((error: unknown) => (error as Error).name);
    expect(said === 'UnreadableImageError' || asked.bytes === padded.length).toBe(true);
  });
});

test('progress is told in bytes of all layers, as they are pulled', async () => {
  const layers = [
    zlib.gzipSync(await tarOf(status('a'))),
    zlib.gzipSync(await tarOf({ a: randomBytes(200_000).toString('latin1') })),
  ];
  const told: number[] = [];
  await read(layers, { onProgress: (bytes) => void told.push(bytes) });
  const total = layers.reduce((sum, { length }) => sum + length, 0);
  expect(told.at(-1)).toBe(total);
  expect(told).toEqual([...told].sort((one, other) => one - other));
});

test('reading ends when it is told to, in the middle of a layer', async () => {
  const ending = new AbortController();
  const layer = zlib.gzipSync(await tarOf({ large: randomBytes(4 * MIB).toString('latin1') }));
  const reading = read([layer], {
    signal: ending.signal,
    onProgress: (bytes) => bytes > MIB && ending.abort(new RangeError('nobody waits')),
  });
  await expect(reading).rejects.toThrow('nobody waits');
  expect(asked.bytes).toBeLessThan(2 * MIB);
});

describe('what is no layer', () => {
  test.each<[string, string, () => Promise<Buffer> | Buffer]>([
    ['a damaged gzip', 'is damaged', () => Buffer.concat([zlib.gzipSync('x').subarray(0, 10), randomBytes(100)])],
    [
      'half a gzip',
      'is damaged',
      async () => zlib.gzipSync(await tarOf({ a: randomBytes(5_000).toString('hex') })).subarray(0, 2_000),
    ],
    ['text', 'not a tar archive', () => Buffer.alloc(2_000, 'text')],
    ['half a tar', 'in the middle of a file', async () => (await tarOf({ a: 'x'.repeat(5_000) })).subarray(0, 2_000)],
    [
      'an archive of a million times its size',
      'far more than images do',
      () => zlib.gzipSync(Buffer.alloc(64 * MIB), { level: 9 }),
    ],
  ])('is refused: %s', async (name, why, make) => {
    const made = await make();
    const layer = name.includes('million') ? Buffer.concat(Array.from({ length: 40 }, () => made)) : made;
    await expect(read([layer])).rejects.toThrow(why);
  });
});
