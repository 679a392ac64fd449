import { describe, expect, test } from 'vitest';
import { commonProblems, problemTypes, rejecting } from './rejection.js';

const problems = problemTypes({ 'last-owner': { status: 409, title: 'A project needs an owner' } });
const reject = rejecting(problems);

describe('a slice’s rejections', () => {
  test('carry what they are to whoever asked, with what to do', () => {
    expect(reject('last-owner', 'Make somebody else an owner first.', { projectId: 'p' })).toEqual({
      rejected: 'last-owner',
      type: { code: 'last-owner', status: 409, title: 'A project needs an owner' },
      detail: 'Make somebody else an owner first.',
      extra: { projectId: 'p' },
    });
  });

  test('can be what any slice refuses for', () => {
    expect(reject('forbidden').type).toBe(commonProblems.forbidden);
  });

  test('are declared, or they do not compile', () => {
    // @ts-expect-error -- no slice has declared this one
    expect(reject('made-up').type).toBeUndefined();
  });
});
