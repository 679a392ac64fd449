import { describe, expect, test } from '@jest/globals';
import { whatChanged } from './what-changed.js';

describe('what is read again after an event', () => {
  test.each([
    ['RepositoryConnected', ['project', 'repositories']],
    ['MemberRoleSet', ['project', 'members']],
    ['ProjectRenamed', ['project']],
    ['LaunchProgressed', ['sessions', 'launches']],
    ['SessionStarted', ['sessions', 'launches']],
    ['SessionRemoved', ['project', 'sessions', 'launches']],
  ])('%s: %j', (type, parts) => {
    expect(whatChanged(type)).toEqual(parts);
  });

  test('a type from the future may have changed anything', () => {
    expect(whatChanged('SomethingNew')).toHaveLength(5);
  });
});
