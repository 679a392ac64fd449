import { describe, expect, test } from 'vitest';
import { whatChanged } from './what-changed.js';

describe('what is read again after an event', () => {
  test.each([
    ['RepositoryConnected', ['project', 'repositories', 'history']],
    ['MemberRoleSet', ['project', 'members', 'history']],
    ['PersonInvited', ['project', 'members', 'history']],
    ['InvitationAccepted', ['project', 'members', 'history']],
    ['ProjectRenamed', ['project', 'history']],
    ['LaunchProgressed', ['sessions', 'launches', 'history']],
    ['SessionStarted', ['sessions', 'launches', 'history']],
    ['SessionRemoved', ['project', 'sessions', 'launches', 'history']],
  ])('%s: %j', (type, parts) => {
    expect(whatChanged(type)).toEqual(parts);
  });

  test('a type from the future may have changed anything', () => {
    expect(whatChanged('SomethingNew')).toHaveLength(6);
  });
});
