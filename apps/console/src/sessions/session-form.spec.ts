import { describe, expect, test } from '@jest/globals';
import { changeOf, formOf } from './session-form.js';

const session = { name: 'Jupyter', resources: { cpu: 2, memory: 4 * 1024 ** 3 }, repositories: 'all' as const };
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
    expect(changeOf(session, { ...form, cpu: '0,5' })).toEqual({ resources: { cpu: 0.5 } });
  });

  test('chosen repositories, in any order', () => {
    const some = { ...session, repositories: ['a', 'b'] };
    expect(changeOf(some, { ...formOf(some), repositories: ['b', 'a'] })).toEqual({});
    expect(changeOf(some, { ...formOf(some), repositories: 'all' })).toEqual({ repositories: 'all' });
    expect(changeOf(session, { ...form, repositories: ['a'] })).toEqual({ repositories: ['a'] });
  });
});
