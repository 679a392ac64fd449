import { afterEach, describe, expect, test } from 'vitest';
import { partsOfReference } from '../image-reference.js';
import { AnsweringRegistry } from './answering-registry.fixture.js';
import { type InspectedImage, inspectImage } from './inspect-image.js';

type Held = Parameters<typeof AnsweringRegistry.holding>[0];

const registries: AnsweringRegistry[] = [];

const inspectedAt = async (started: Promise<AnsweringRegistry>): Promise<InspectedImage> => {
  const registry = await started;
  registries.push(registry);
  const asked = { platform: 'linux/amd64', signal: AbortSignal.timeout(5_000) };
  return inspectImage(registry.client, partsOfReference(`${registry.host}/a/b:1`), asked);
};

const inspected = (held: Held): Promise<InspectedImage> => inspectedAt(AnsweringRegistry.holding(held));

afterEach(() => Promise.all(registries.splice(0).map((registry) => registry.close())));

const many = Array.from({ length: 101 }, (_, index) => `${index}`);
const long = 'x'.repeat(4_001);

describe('what an image says of itself', () => {
  test.each<[string, Held]>([
    ['config.Cmd', { file: { config: { Cmd: many } } }],
    ['config.Entrypoint', { file: { config: { Entrypoint: [long] } } }],
    ['config.User', { file: { config: { User: long } } }],
    ['config.WorkingDir', { file: { config: { WorkingDir: long } } }],
    ['config.ExposedPorts', { file: { config: { ExposedPorts: Object.fromEntries(many.map((n) => [n, {}])) } } }],
    ['created', { file: { created: long } }],
    ['variant', { file: { variant: long } }],
    ['layers.0.size', { layerSizes: [0.5] }],
    ['layers.0.size', { layerSizes: [1e300] }],
    ['layers', { layerSizes: [Number.MAX_SAFE_INTEGER, 1] }],
  ])('is no image’s beyond every measure: %s', async (where, held) => {
    await expect(inspected(held)).rejects.toMatchObject({
      code: 'not-an-image',
      message: expect.stringContaining(where),
    });
  });

  test('is kept as it is within', async () => {
    const [word, words] = [long.slice(1), many.slice(1)];
    const config = { Cmd: words, Entrypoint: [word], User: word, WorkingDir: word };
    const image = await inspected({ file: { config }, layerSizes: [1, 2] });
    expect(image).toMatchObject({
      ...{ command: words, entrypoint: [word], user: word, workingDir: word },
      sizeBytes: 3,
    });
  });

  test('is not all of its labels where these are too large: those that fit are kept', async () => {
    const Labels = { first: 'a', large: 'x'.repeat(64 * 1024), last: 'z' };
    expect((await inspected({ file: { config: { Labels } } })).labels).toEqual({ first: 'a', last: 'z' });
  });

  test.each([
    ['2026-11-01T10:00:00.123456789+02:00', '2026-11-01T08:00:00.123Z'],
    ['2026-11-01', '2026-11-01T00:00:00.000Z'],
    ['yesterday', undefined],
    ['<b>2026</b>', undefined],
    ['+012026-11-01T00:00:00Z', undefined],
    ['1980-01-01T00:00:01Z', undefined],
  ])('of when it was made is a time, or nothing: %s', async (created, createdAt) => {
    expect((await inspected({ file: { created } })).createdAt).toBe(createdAt);
  });
});

describe('the image that an index has for a platform', () => {
  test('is the one of just that, where newer processors have another one', async () => {
    for (const variants of [
      ['v3', undefined],
      [undefined, 'v3'],
      ['v3', undefined, 'v2'],
    ])
      expect(await inspectedAt(AnsweringRegistry.indexing(variants))).toMatchObject({ user: '' });
  });

  test('is another variant of it where there is none of just that', async () => {
    expect(await inspectedAt(AnsweringRegistry.indexing(['v2']))).toMatchObject({ user: 'v2' });
  });
});
