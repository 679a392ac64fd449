import { describe, expect, test } from '@jest/globals';
import { changeOf, formOf, mistakesIn } from './session-form.js';

const session = {
  name: 'Jupyter',
  resources: { cpu: 2, memory: 4 * 1024 ** 3 },
  repositories: 'all' as const,
  storages: 'all' as const,
};
const form = formOf(session);

describe('what the configure form sends', () => {
  test('nothing where nothing was changed', () => {
    expect(changeOf(session, form)).toEqual({});
  });

  test('only what was changed', () => {
    expect(changeOf(session, { ...form, name: ' First look ', memory: '8Gi' })).toEqual({
      name: 'First look',
      resources: { memory: '8Gi' },
    });
  });

  test('an emptied field takes the minimum away', () => {
    expect(changeOf(session, { ...form, cpu: '' })).toEqual({ resources: { cpu: null } });
  });

  test('a decimal comma is a decimal point', () => {
    expect(changeOf(session, { ...form, cpu: '0,5', memory: '1,5Gi' })).toEqual({
      resources: { cpu: 0.5, memory: '1.5Gi' },
    });
  });

  test('chosen storages', () => {
    expect(changeOf(session, { ...formOf(session), storages: ['a'] })).toEqual({ storages: ['a'] });
    expect(changeOf({ ...session, storages: ['a'] }, formOf({ ...session, storages: ['a'] }))).toEqual({});
  });

  test('chosen repositories, in any order', () => {
    const some = { ...session, repositories: ['a', 'b'] };
    expect(changeOf(some, { ...formOf(some), repositories: ['b', 'a'] })).toEqual({});
    expect(changeOf(some, { ...formOf(some), repositories: 'all' })).toEqual({ repositories: 'all' });
    expect(changeOf(session, { ...form, repositories: ['a'] })).toEqual({ repositories: ['a'] });
  });
});

describe('what the configure form does not send', () => {
  test('memory and disk without a unit, and numbers that are none', () => {
    const mistaken = { ...form, cpu: 'two', memory: '2', gpu: 'a', disk: '10GB' };
    expect(mistakesIn(session, mistaken)).toEqual([
      { pointer: '/resources/cpu', detail: 'write a number, for example 0.5.' },
      { pointer: '/resources/memory', detail: 'write a unit, for example 2Gi.' },
      { pointer: '/resources/gpu', detail: 'write a number, for example 1.' },
      { pointer: '/resources/disk', detail: 'write a number and its unit, for example 2Gi or 500M.' },
    ]);
  });

  test('nothing is wrong with what was left as it was, or emptied', () => {
    const odd = { ...session, resources: { memory: 513 } };
    expect(mistakesIn(odd, formOf(odd))).toEqual([]);
    expect(mistakesIn(session, { ...form, memory: '', cpu: ' 1 ' })).toEqual([]);
  });
});
