import { expect, test } from 'vitest';
import { Turns } from './turns.js';

const settled = (): Promise<void> => new Promise(setImmediate);

/** Work that ends when it is told to. */
const workOf = (turns: Turns, begun: number[], n: number) => {
  let end: () => void = () => undefined;
  let fail: (error: Error) => void = () => undefined;
  const promise = new Promise<void>((resolve, reject) => ([end, fail] = [resolve, reject]));
  const done = turns.take(() => {
    begun.push(n);
    return promise;
  });
  return { done, end, fail };
};

test('work is begun in the order it comes, so much of it at once', async () => {
  const turns = new Turns(2);
  const begun: number[] = [];
  const works = [1, 2, 3, 4].map((n) => workOf(turns, begun, n));
  await settled();
  expect(begun).toEqual([1, 2]);
  works[1]?.end();
  await settled();
  expect(begun).toEqual([1, 2, 3]);
  for (const { end } of works) end();
  await Promise.all(works.map(({ done }) => done));
  expect(begun).toEqual([1, 2, 3, 4]);
});

test('work that fails gives its turn on, and so does the last one', async () => {
  const turns = new Turns(1);
  const begun: number[] = [];
  const [first, second] = [workOf(turns, begun, 1), workOf(turns, begun, 2)];
  first.fail(new Error('no answer'));
  await expect(first.done).rejects.toThrow('no answer');
  second.end();
  await second.done;
  expect(await turns.take(() => 'free')).toBe('free');
});

test('more than may wait is refused, and nobody else is', async () => {
  const turns = new Turns(1, 2);
  const begun: number[] = [];
  const works = [1, 2, 3].map((n) => workOf(turns, begun, n));
  await expect(turns.take(() => undefined)).rejects.toMatchObject({ code: 'too-many-requests' });
  for (const { end } of works) end();
  await Promise.all(works.map(({ done }) => done));
  expect(begun).toEqual([1, 2, 3]);
});
