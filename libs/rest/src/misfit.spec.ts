import { expect, test } from 'vitest';
import { misfit } from './misfit.js';

test('what does not fit is named, each field with what is wrong', () => {
  const errors = [
    { pointer: '/name', detail: 'is required' },
    { pointer: '?x', detail: 'There is no such thing.' },
    { pointer: '', detail: 'must be an object' },
  ];
  expect(misfit(errors)).toMatchObject({
    code: 'invalid-request',
    detail: '/name: is required; ?x: There is no such thing. /: must be an object',
    members: { errors },
  });
});

test('it is short however much is wrong', () => {
  const { detail, members } = misfit(Array.from({ length: 1000 }, () => ({ pointer: '/a', detail: 'b' })));
  expect(members.errors).toHaveLength(50);
  expect(detail).toHaveLength(50 * '/a: b; '.length - 2);
});
