import { describe, expect, test } from 'vitest';
import { Problem, problemWords } from './problem.js';

const labels = { '/resources/memory': 'Memory', '/environment/keywords': 'Keywords' };
const misfit = (...pointers: string[]) =>
  new Problem(400, {
    code: 'invalid-request',
    title: 'The request does not fit the schema',
    detail: 'for programs',
    errors: pointers.map((pointer) => ({ pointer, detail: 'too much' })),
  });

describe('a refusal in words', () => {
  test('names the fields as the form does, and no schema', () => {
    expect(problemWords(misfit('/resources/memory', '/environment/keywords/3'), labels)).toBe(
      'Memory: too much. Keywords: too much.',
    );
  });

  test('hides nothing where a field is not on the page', () => {
    expect(problemWords(misfit('/resources/memory', '/resources/memoryLimit'), labels)).toBe(
      'The request does not fit the schema. Memory: too much. resources › memoryLimit: too much.',
    );
  });

  test('keeps a title that says why', () => {
    const taken = { code: 'name-taken', title: 'The name is taken', errors: [{ pointer: '/name', detail: 'choose' }] };
    expect(problemWords(new Problem(409, taken), { '/name': 'Directory' })).toBe(
      'The name is taken. Directory: choose.',
    );
  });

  test('has the detail where no field is concerned, and the status where nothing is said', () => {
    expect(problemWords(new Problem(409, { title: 'Busy', detail: 'Try again.' }), labels)).toBe('Busy. Try again.');
    expect(problemWords(new Problem(502, {}), labels)).toBe('The server answered 502.');
  });

  test('what the page itself finds wrong is told in the same way', () => {
    const mistake = Problem.ofInput([{ pointer: '/resources/memory', detail: 'write a unit.' }]);
    expect(problemWords(mistake, labels)).toBe('Memory: write a unit.');
  });
});
