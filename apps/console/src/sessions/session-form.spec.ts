import { describe, expect, test } from 'vitest';
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

  test('memory and disk are typed in the unit in which they are read; a number alone is one of GiB', () => {
    expect(form.memory).toBe('4 GiB');
    expect(changeOf(session, { ...form, memory: '4' })).toEqual({});
    expect(changeOf(session, { ...form, memory: '8 GiB', disk: '10' })).toEqual({
      resources: { memory: '8Gi', disk: '10Gi' },
    });
    expect(mistakesIn(session, { ...form, memory: '8 GiB', disk: '10' })).toEqual([]);
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
  test('amounts and numbers that are none', () => {
    const mistaken = { ...form, cpu: 'two', memory: 'two GiB', gpu: 'a', disk: '10 parsecs' };
    expect(mistakesIn(session, mistaken)).toEqual([
      { pointer: '/resources/cpu', detail: 'write a number, for example 0.5.' },
      { pointer: '/resources/memory', detail: 'write a number of GiB, or one with its unit, for example 512 MiB.' },
      { pointer: '/resources/gpu', detail: 'write a number, for example 1.' },
      { pointer: '/resources/disk', detail: 'write a number of GiB, or one with its unit, for example 512 MiB.' },
    ]);
  });

  test('nothing is wrong with what was left as it was, or emptied', () => {
    const odd = { ...session, resources: { memory: 513 } };
    expect(mistakesIn(odd, formOf(odd))).toEqual([]);
    expect(mistakesIn(session, { ...form, memory: '', cpu: ' 1 ' })).toEqual([]);
  });
});
