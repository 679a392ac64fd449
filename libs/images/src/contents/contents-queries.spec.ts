import { beforeEach, describe, expect, test } from '@jest/globals';
import type { Principal } from '#libs/access';
import type { AnsweredContents, AskedContents, ContentsReader } from '#libs/image-contents';
import { type ImageInspector, type ImageReference, RegistryError } from '#libs/image-registry';
import { ContentsQueries } from './contents-queries.js';
import { type HeldImage, ImageAudience } from './image-audience.js';

const digest = `sha256:${'a'.repeat(64)}`;
const grace: Principal = { userId: 'grace', displayName: 'Grace', roles: new Set() };
const hidden = 'registry.example/private/built';
const open = 'registry.example/public/tools';

/** Nobody but Ada sees what is built privately. */
class Members extends ImageAudience {
  override maySee({ userId }: Principal, { places }: HeldImage): Promise<boolean> {
    return Promise.resolve(userId === 'ada' || places.some((place) => place !== hidden));
  }
}

let places: string[];
let asked: AskedContents[];
/** What registries really hold. */
let held: Set<string>;

const ask = (reference?: string, caller = grace): Promise<AnsweredContents> => {
  const reader = {
    placesOf: () => Promise.resolve(places),
    addPlace: (_: string, place: string) => Promise.resolve(void places.push(place)),
    ask: (asking: AskedContents) => {
      asked.push(asking);
      return Promise.resolve({ kind: 'reading', progress: { doneBytes: 0, totalBytes: 0 } });
    },
  } as unknown as ContentsReader;
  const images = {
    inspect: (image: ImageReference) =>
      held.has(`${image.reference}@${image.digest ?? ''}`)
        ? Promise.resolve({})
        : Promise.reject(new RegistryError('image-not-found', 'There is no such image.')),
  } as unknown as ImageInspector;
  return new ContentsQueries(reader, new Members(), images).ask(caller, { digest, reference });
};

beforeEach(() => {
  [places, asked, held] = [[], [], new Set()];
});

describe('what is in an image', () => {
  test('is read from where somebody says that it is', async () => {
    expect(await ask()).toEqual({ kind: 'unknown' });
    expect((await ask(`${open}:1`)).kind).toBe('reading');
    expect(asked).toEqual([{ digest, place: open, by: 'grace' }]);
  });

  test('is shown to all who may see where it was read, wherever they say that it is', async () => {
    places = [open];
    expect((await ask()).kind).toBe('reading');
    expect((await ask(`${hidden}:1`)).kind).toBe('reading');
    expect(asked).toHaveLength(2);
  });

  test('of a place that somebody may not see is neither read nor shown to them', async () => {
    expect(await ask(`${hidden}:1`)).toEqual({ kind: 'unknown' });
    places = [hidden];
    expect(await ask()).toEqual({ kind: 'unknown' });
    expect(await ask(`${hidden}:1`)).toEqual({ kind: 'unknown' });
    expect(asked).toEqual([]);
    expect((await ask(undefined, { ...grace, userId: 'ada' })).kind).toBe('reading');
  });

  test('is not shown to who says that it is elsewhere, where it is not', async () => {
    places = [hidden];
    await expect(ask(`${open}:1`)).rejects.toMatchObject({ code: 'image-not-found' });
    expect([places, asked]).toEqual([[hidden], []]);
  });

  test('is shown to who may see another place that holds it, too, and to all who may', async () => {
    places = [hidden];
    held.add(`${open}@${digest}`);
    expect((await ask(`${open}:1`)).kind).toBe('reading');
    expect((await ask()).kind).toBe('reading');
    expect(places).toEqual([hidden, open]);
  });
});
