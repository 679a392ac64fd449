import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { silentLog, systemTiming, type Timing } from '#libs/event-sourcing';
import { type ImageReferenceParts, RegistryError } from '#libs/image-registry';
import { until } from '../../../../test/support/until.js';
import { startedDocuments } from '../../../embedded/document-server/src/started-documents.fixture.js';
import type { ImageContents } from '../image-contents.js';
import { ContentsStore } from '../stored/contents-store.js';
import { ReadingsStore } from '../stored/readings-store.js';
import type { ContentsRow, PackagesRow, ReadingRow } from '../stored/rows.js';
import { UnreadableImageError } from '../unreadable-image-error.js';
import { ContentsReader } from './contents-reader.js';

const { client } = await startedDocuments();

const digestOf = (letter: string): string => `sha256:${letter.repeat(64)}`;
const digest = digestOf('a');
const place = { repository: 'registry.example/a/b', access: 'everybody' } as const;
const asked = { digest, place, by: 'grace' };
const contentsOf = (count: number): ImageContents => ({
  ...{ source: 'layers', unread: [] },
  packages: Array.from({ length: count }, (_, index) => ({
    ...{ manager: 'dpkg', name: `p${index}`, version: '1', layer: digestOf('f') },
  })),
});

/** A registry's image that is being read, until a test says what is in it. */
interface Begun {
  readonly image: ImageReferenceParts;
  readonly signal: AbortSignal;
  progress(doneBytes: number, totalBytes?: number): void;
  end(contents: ImageContents): void;
  fail(error: Error): void;
}

let begun: Begun[];
let readers: ContentsReader[];
let database = 0;

const collections = () => {
  const db = client.db(`contents${database}`);
  return {
    images: db.collection<ContentsRow>('images'),
    packages: db.collection<PackagesRow>('packages'),
    readings: db.collection<ReadingRow>('readings'),
  };
};

const store = (maxImages?: number) => new ContentsStore(collections(), maxImages);

/** One process. */
const startReader = (options: { patienceMs?: number; timing?: Timing } = {}): ContentsReader => {
  const reader = new ContentsReader({
    read: (image, { onProgress, signal }) =>
      new Promise((resolve, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
        const progress = (doneBytes: number, totalBytes = 100) => onProgress({ doneBytes, totalBytes });
        begun.push({ image, signal, progress, end: resolve, fail: reject });
      }),
    ...{ platform: 'linux/amd64', contents: store(), readings: new ReadingsStore(collections().readings) },
    ...{ log: silentLog, beatMs: 20, silenceMs: 15_000, ...options },
  });
  readers.push(reader);
  return reader;
};

const readingOf = (index: number): Promise<Begun> => until(`image ${index} is being read`, () => begun[index]);
const progressOf = async (reader: ContentsReader): Promise<number | string> => {
  const answer = await reader.ask(asked);
  return answer.kind === 'reading' ? answer.progress.doneBytes : answer.kind;
};

beforeEach(() => {
  [begun, readers] = [[], []];
  database += 1;
});
afterEach(async () => {
  for (const reader of readers) await reader.close();
});

describe('what is in an image', () => {
  test('is read once, and told to all who ask, for ever', async () => {
    const reader = startReader();
    expect(await Promise.all([reader.ask(asked), reader.ask(asked)])).toEqual(
      Array.from({ length: 2 }, () => ({ kind: 'reading', progress: { doneBytes: 0, totalBytes: 0 } })),
    );
    (await readingOf(0)).progress(40);
    expect(await progressOf(reader)).toBe(40);
    begun[0]?.end(contentsOf(4_500));
    await until('it was read', async () => (await reader.find(digest)) !== undefined);
    for (const other of [reader, startReader()])
      expect(await other.ask({ digest, by: 'linus' })).toMatchObject({
        kind: 'read',
        contents: { ...contentsOf(4_500), places: [place] },
      });
    expect(begun.map(({ image }) => image)).toEqual([
      { registry: 'registry.example', repository: 'a/b', tag: undefined, digest },
    ]);
    // what was read is told before it is noted that nobody reads it any more
    await until('nobody reads it', async () => (await collections().readings.countDocuments()) === 0);
  });

  test('is not known where nobody says where it is', async () => {
    expect(await startReader().ask({ digest, by: 'grace' })).toEqual({ kind: 'unknown' });
  });

  test('is read by one process of several, of which each tells how far it is', async () => {
    const [one, other] = [startReader(), startReader()];
    await one.ask(asked);
    (await readingOf(0)).progress(60);
    await until('the other one knows', async () => (await progressOf(other)) === 60);
    expect(await other.ask(asked)).toEqual({ kind: 'reading', progress: { doneBytes: 60, totalBytes: 100 } });
    begun[0]?.end(contentsOf(1));
    await until('the other one knows all', async () => (await progressOf(other)) === 'read');
    expect(begun).toHaveLength(1);
  });

  test('is read on by another process where one died', async () => {
    const row = {
      _id: `${digest} linux/amd64 ${place.repository}`,
      holder: 'killed',
      beat: 7,
      asks: 0,
      doneBytes: 50,
      totalBytes: 100,
    };
    await collections().readings.insertOne(row);
    let now = 0;
    const reader = startReader({ timing: { ...systemTiming, now: () => now } });
    expect(await progressOf(reader)).toBe(50);
    now = 14_999;
    expect(await progressOf(reader)).toBe(50);
    now = 15_000;
    expect(await progressOf(reader)).toBe(0);
    await readingOf(0);
    begun[0]?.end(contentsOf(1));
    await until('it was read', async () => (await progressOf(reader)) === 'read');
  });

  test('is given up by who was taken for dead, and read by who took over', async () => {
    const reader = startReader();
    await reader.ask(asked);
    const { signal } = await readingOf(0);
    await collections().readings.updateMany({}, { $set: { holder: 'another' } });
    await until('it gives up', () => signal.aborted);
    expect(await collections().readings.countDocuments()).toBe(1);
  });

  test('is read no longer than somebody waits, in whatever process', async () => {
    let now = 0;
    const timing = { ...systemTiming, now: () => now };
    const [one, other] = [startReader({ patienceMs: 300, timing }), startReader()];
    const beat = async () => (await collections().readings.findOne({}))?.beat ?? 0;
    /** Whoever reads has looked who asks. */
    const looked = async (): Promise<void> => {
      const before = await beat();
      await until('two signs of life', async () => (await beat()) > before + 1);
    };
    await one.ask(asked);
    const { signal } = await readingOf(0);
    now = 250;
    await other.ask(asked);
    await looked();
    now = 500;
    await looked();
    expect(signal.aborted).toBe(false);
    now = 551;
    await until('nobody waits', () => signal.aborted);
    await until('it is not being read', async () => (await collections().readings.countDocuments()) === 0);
  });

  test('is read anew where an older reader found it, from where that one did', async () => {
    await store().keep(`${digest} linux/amd64`, { ...contentsOf(3), readAt: '2026-01-01T00:00:00Z', places: [place] });
    await collections().images.updateMany({}, { $set: { reader: 0 } });
    await collections().packages.updateMany({}, { $set: { reader: 0 } });
    const reader = startReader();
    await reader.ask({ digest, by: 'grace' });
    (await readingOf(0)).end(contentsOf(1));
    await until('it was read', async () => (await progressOf(reader)) === 'read');
    expect(await reader.find(digest)).toMatchObject({ packages: contentsOf(1).packages });
    expect(await collections().packages.countDocuments()).toBe(1);
  });
});

describe('what cannot be read', () => {
  test.each([
    new UnreadableImageError('One of its layers is damaged.'),
    new RegistryError('image-not-found', 'There is no such image.'),
  ])('is said to all who ask for a while: $name', async (error) => {
    const reader = startReader();
    await reader.ask(asked);
    (await readingOf(0)).fail(error);
    await until('it failed', async () => (await reader.ask(asked).catch((found: unknown) => found)) === error);
    await expect(reader.ask(asked)).rejects.toBe(error);
    expect(begun).toHaveLength(1);
  });

  test('from one repository may be read from another one', async () => {
    const reader = startReader();
    await reader.ask(asked);
    (await readingOf(0)).fail(new RegistryError('image-not-found', 'There is no such image.'));
    await until('it failed', () =>
      reader.ask(asked).then(
        () => false,
        () => true,
      ),
    );
    await reader.ask({ ...asked, place: { ...place, repository: 'elsewhere.example/a' } });
    (await readingOf(1)).end(contentsOf(1));
    await until('it was read', async () => (await reader.find(digest)) !== undefined);
    expect(await progressOf(reader)).toBe('read');
  });
});

describe('images that are read at once', () => {
  const of = (letter: string, registry: string, by = 'grace') => ({
    digest: digestOf(letter),
    place: { ...place, repository: `${registry}/a` },
    by,
  });

  test('are two, of two domains; the others wait for their turn', async () => {
    const reader = startReader();
    await reader.ask(of('a', 'one.slow.example'));
    await reader.ask(of('b', 'two.slow.example'));
    await reader.ask(of('c', 'quick.test', 'linus'));
    await reader.ask(of('d', 'third.net', 'linus'));
    await readingOf(1);
    const registries = () => begun.map(({ image }) => image.registry);
    expect(registries()).toEqual(['one.slow.example', 'quick.test']);
    begun[1]?.end(contentsOf(1));
    await readingOf(2);
    expect(registries()[2]).toBe('third.net');
    begun[0]?.end(contentsOf(1));
    await readingOf(3);
    expect(registries()[3]).toBe('two.slow.example');
  });

  test('are three of one user, and twenty in all', async () => {
    const reader = startReader();
    for (const letter of 'abc') await reader.ask(of(letter, 'one.example'));
    await expect(reader.ask(of('d', 'one.example'))).rejects.toMatchObject({ name: 'TooManyReadingsError' });
    await reader.ask(of('a', 'one.example'));
    for (let index = 3; index < 20; index += 1)
      await reader.ask({ ...of('e', `r${index}.example`), by: `user ${index}` });
    await expect(reader.ask(of('f', 'one.example', 'linus'))).rejects.toMatchObject({ name: 'TooManyReadingsError' });
  });

  test('are none that nobody waits for any more when it is their turn', async () => {
    let now = 0;
    const reader = startReader({ patienceMs: 200, timing: { ...systemTiming, now: () => now } });
    await reader.ask(of('a', 'one.slow.example'));
    await reader.ask(of('b', 'two.slow.example'));
    const { signal } = await readingOf(0);
    now = 201;
    await until('nobody waits', () => signal.aborted);
    await reader.ask(of('c', 'three.net'));
    await readingOf(1);
    expect(begun.map(({ image }) => image.registry)).toEqual(['one.slow.example', 'three.net']);
  });
});

test('an image is read as long as half a megabyte of it comes in a second, and no longer, however large it is said to be', async () => {
  let now = 0;
  const reader = startReader({ patienceMs: 1e9, timing: { ...systemTiming, now: () => now } });
  await reader.ask(asked);
  const reading = await readingOf(0);
  const { signal } = reading;
  const beats = async () => (await collections().readings.findOne({}))?.beat ?? 0;
  reading.progress(100 * 1024 ** 2, 30 * 1024 ** 3);
  now = 300_000;
  const heard = await beats();
  await until('its pace was looked at', async () => (await beats()) > heard + 1);
  expect(signal.aborted).toBe(false);
  now = 400_000;
  await until('it was too slow', () => signal.aborted);
  expect(signal.reason).toMatchObject({ code: 'registry-unreachable', message: expect.stringContaining('too slow') });
});

test('images that were read first are forgotten for those that were read last', async () => {
  const small = store(2);
  for (const [letter, readAt] of [
    ['b', '2026-01-02'],
    ['a', '2026-01-01'],
    ['c', '2026-01-03'],
  ] as const)
    await small.keep(letter, { ...contentsOf(1), readAt, places: [place] });
  expect(await Promise.all(['a', 'b', 'c'].map(async (image) => (await small.find(image))?.readAt))).toEqual([
    ...[undefined, '2026-01-02', '2026-01-03'],
  ]);
  expect(await collections().packages.countDocuments()).toBe(2);
});
