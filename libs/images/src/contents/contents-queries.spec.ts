import { beforeEach, describe, expect, test } from 'vitest';
import type { Principal } from '#libs/access';
import type { AnsweredContents, AskedContents, ContentsReader, ImagePlace } from '#libs/image-contents';
import { type ImageInspector, type ImageReference, RegistryError } from '#libs/image-registry';
import { ContentsQueries } from './contents-queries.js';
import type { ImageAudience } from './image-audience.js';

const digest = `sha256:${'a'.repeat(64)}`;
const grace: Principal = { userId: 'grace', displayName: 'Grace', roles: new Set() };
/** Ada's project has sessions from the repository that builds it. */
const ada: Principal = { ...grace, userId: 'ada' };
const built = 'registry.example/lab/built';
const open = 'registry.example/public/tools';
const asEverybody = (repository: string): ImagePlace => ({ repository, access: 'everybody' });
const asOperator = (repository: string): ImagePlace => ({ repository, access: 'operator' });

let places: ImagePlace[];
let asked: AskedContents[];
/** What registries show to everybody, and to the operator. */
let shown: Set<string>;
let held: Set<string>;

const audience = {
  maySee: ({ userId }: Principal, of: readonly ImagePlace[]) =>
    Promise.resolve(userId === 'ada' || of.some(({ access }) => access === 'everybody')),
  accessTo: ({ userId }: Principal, repository: string) =>
    Promise.resolve(userId === 'ada' && repository === built ? 'operator' : 'everybody'),
} as unknown as ImageAudience;

const inspectorOf = (images: () => ReadonlySet<string>): ImageInspector => ({
  asksRegistries: true,
  inspect: ({ reference }: ImageReference) =>
    images().has(reference)
      ? Promise.resolve({} as never)
      : Promise.reject(new RegistryError('image-not-public', 'It is not public.')),
});

const ask = (reference?: string, caller = grace): Promise<AnsweredContents> => {
  const reader = {
    placesOf: () => Promise.resolve(places),
    addPlace: (_: string, place: ImagePlace) => Promise.resolve(void places.push(place)),
    ask: (asking: AskedContents) => {
      asked.push(asking);
      return Promise.resolve({ kind: 'reading', progress: { doneBytes: 0, totalBytes: 0 } });
    },
  } as unknown as ContentsReader;
  const [images, builtImages] = [inspectorOf(() => shown), inspectorOf(() => held)];
  return new ContentsQueries(reader, audience, images, builtImages).ask(caller, { digest, reference });
};

beforeEach(() => {
  [places, asked, shown, held] = [[], [], new Set(), new Set()];
});

describe('what is in an image', () => {
  test('is read from where somebody says that it is', async () => {
    expect(await ask()).toEqual({ kind: 'unknown' });
    expect((await ask(`${open}:1`)).kind).toBe('reading');
    expect(asked).toEqual([{ digest, place: asEverybody(open), by: 'grace' }]);
  });

  test('is read with the operator’s credentials only for who may see what the repository builds', async () => {
    await ask(`${built}:1`);
    await ask(`${built}:1`, ada);
    expect(asked.map(({ place }) => place)).toEqual([asEverybody(built), asOperator(built)]);
  });

  test('is shown to everybody where it was read as everybody', async () => {
    places = [asOperator(built), asEverybody(open)];
    expect((await ask()).kind).toBe('reading');
  });

  test('that was read as the operator is shown to who may see what the repository builds, and not to others', async () => {
    places = [asOperator(built)];
    expect((await ask(undefined, ada)).kind).toBe('reading');
    expect(await ask()).toEqual({ kind: 'unknown' });
    await expect(ask(`${built}:1`)).rejects.toMatchObject({ code: 'image-not-public' });
    expect(asked).toHaveLength(1);
  });

  test('is not shown to who says that it is elsewhere, where it is not', async () => {
    places = [asOperator(built)];
    held.add(open);
    await expect(ask(`${open}:1`)).rejects.toMatchObject({ code: 'image-not-public' });
    expect([places, asked]).toEqual([[asOperator(built)], []]);
  });

  test('is shown to everybody once it turns out to be where everybody may pull it', async () => {
    places = [asOperator(built)];
    shown.add(open);
    expect((await ask(`${open}:1`)).kind).toBe('reading');
    expect((await ask()).kind).toBe('reading');
    expect(places).toEqual([asOperator(built), asEverybody(open)]);
  });
});
