import type { ArgumentMetadata } from '@nestjs/common';
import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { plainText } from './plain-text.js';
import type { ProblemError } from './problem.js';
import { SchemaValidationPipe } from './validation.js';

const schema = z.strictObject({ name: z.string(), size: z.object({ cpu: z.number() }).optional() });
const pipe = new SchemaValidationPipe();

const pointers = async (value: unknown, type: 'body' | 'query', as: z.ZodType = schema): Promise<string[]> => {
  const refused = await pipe.transform(value, { type, schema: as } as ArgumentMetadata).then(
    () => undefined,
    (error: unknown) => error as ProblemError,
  );
  return (refused?.members.errors ?? []).map(({ pointer }) => pointer);
};

describe('what does not fit the schema', () => {
  test('is named by JSON pointer in a body', async () => {
    expect(await pointers({ name: 1, size: { cpu: 'x' } }, 'body')).toEqual(['/name', '/size/cpu']);
    expect(await pointers([], 'body')).toEqual(['']);
    const odd = z.object({ 'a/b~c': z.string() });
    expect(await pointers({}, 'body', odd)).toEqual(['/a~1b~0c']);
  });

  test('is named as a query parameter', async () => {
    expect(await pointers({}, 'query')).toEqual(['?name']);
  });

  test('is said to be required where it is missing, in the schema’s own words where it has some', async () => {
    const own = z.strictObject({ name: z.string(), image: plainText(9, 'is required: what runs') });
    const body = { type: 'body', schema: own } as unknown as ArgumentMetadata;
    await expect(pipe.transform({}, body)).rejects.toMatchObject({
      detail: '/name: is required; /image: is required: what runs',
    });
    await expect(pipe.transform({ name: 1, image: 2 }, body)).rejects.toMatchObject({
      detail: '/name: must be text; /image: must be text',
    });
  });

  test.each([
    ['a text', z.string(), 5, 'must be text'],
    ['nothing at all', z.string(), null, 'must be text'],
    ['a number', z.number(), '1', 'must be a number'],
    ['a number in an address', z.coerce.number(), 'ten', 'must be a number'],
    ['a whole number', z.int(), 1.5, 'must be a whole number'],
    ['a part', z.number().multipleOf(0.001), 0.0005, 'must be a multiple of 0.001'],
    ['a yes or no', z.boolean(), 'yes', 'must be true or false'],
    ['a list', z.array(z.string()), 'a', 'must be a list'],
    ['an object', z.strictObject({}), [], 'must be an object'],
    ['a choice', z.enum(['viewer', 'owner']), 'x', 'must be one of viewer, owner'],
    ['the only choice', z.literal('current'), 'old', 'must be current'],
    ['an id', z.uuid(), 'large', 'must be an id: a UUID'],
    ['a name that is an id', z.record(z.uuid(), z.string()), { large: 'x' }, 'must be an id: a UUID'],
  ])('is said to be what it must be, in words of no library: %s', async (_, member, value, detail) => {
    const body = { type: 'body', schema: z.object({ member }) } as unknown as ArgumentMetadata;
    await expect(pipe.transform({ member: value }, body)).rejects.toMatchObject({
      members: { errors: [{ detail }] },
    });
  });

  test('is told its limits in the words of who typed it', async () => {
    const limited = z.object({
      name: z.string().max(3).optional(),
      text: z.string().min(2).optional(),
      words: z.array(z.string().max(4)).max(1).optional(),
      cpu: z.number().positive().max(1024).optional(),
      share: z.number().lt(1).optional(),
    });
    const told = async (value: object): Promise<unknown> => {
      const refused: unknown = await pipe
        .transform(value, { type: 'body', schema: limited } as unknown as ArgumentMetadata)
        .catch((error: unknown) => error);
      return (refused as ProblemError).message;
    };
    expect(await told({ name: 'long', text: 't' })).toBe(
      '/name: must have at most 3 characters; /text: must have at least 2 characters',
    );
    expect(await told({ words: ['a', 'b'] })).toBe('/words: must have at most 1 entry');
    expect(await told({ words: ['longer'] })).toBe('/words/0: must have at most 4 characters');
    expect(await told({ cpu: 1e9 })).toBe('/cpu: must be at most 1024');
    expect(await told({ cpu: 0, share: 1 })).toBe('/cpu: must be more than 0; /share: must be less than 1');
  });

  test('no body is an empty one, null is not', async () => {
    const optional = z.strictObject({ discard: z.boolean().default(false) });
    const body = { type: 'body', schema: optional } as unknown as ArgumentMetadata;
    expect(await pipe.transform(undefined, body)).toEqual({ discard: false });
    expect(await pointers(null, 'body', optional)).toEqual(['']);
  });

  test('is answered shortly however much of it there is', async () => {
    const body = { type: 'body', schema } as unknown as ArgumentMetadata;
    const many = Object.fromEntries(Array.from({ length: 80_000 }, (_, index) => [`unknown-${index}`, 1]));
    const long = { ['x'.repeat(60_000)]: 1 };
    for (const value of [many, long, { name: 1, ...many }]) {
      const refused: unknown = await pipe.transform(value, body).catch((error: unknown) => error);
      const { detail, members } = refused as ProblemError;
      expect(JSON.stringify([detail, members]).length).toBeLessThan(3000);
    }
    await expect(pipe.transform({ name: 'n', a: 1, b: 2 }, body)).rejects.toMatchObject({
      detail: '/: There is nothing called "a", "b" here',
    });
    await expect(pipe.transform({ name: 'n', ...many }, body)).rejects.toMatchObject({
      detail: expect.stringMatching(/"unknown-9" and 79990 more here$/),
    });
  });

  test.each([
    ['a text', { name: 'half \ud83d' }, ['/name']],
    ['a text within', { name: 'n', list: ['ok', { deep: '\udc00' }] }, ['/list/1/deep']],
    ['a name', { name: 'n', 'x\ud800': 1 }, ['/x\ufffd']],
    ['all of it', '\ud800', ['']],
  ])('is what cannot be written as UTF-8: %s', async (_, value, expected) => {
    expect(await pointers(value, 'body', z.unknown())).toEqual(expected);
  });

  test('is not an emoji', async () => {
    expect(await pointers({ name: '👩‍🔬', '🛶': '🧪' }, 'body', z.unknown())).toEqual([]);
  });
});
