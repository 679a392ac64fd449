import { describe, expect, test } from 'vitest';
import { callPerson } from '../page/call-person.js';
import { eventTypes } from './event-type-words.js';
import { toldEvent } from './told-event.js';

const me = { userId: 'g', displayName: 'Grace', roles: [] };
/** What the API says that ids are called: nobody is called `gone`, nor `k`, any more. */
const names = { s: 'First look', r: 'a', t: 'data', x: 'Linus' };
const image = { reference: 'docker.io/jupyter/minimal-notebook', digest: `sha256:${'a'.repeat(64)}` };
const events: [string, Record<string, unknown>, string, string][] = [
  ['ProjectCreated', { name: 'Rivers', visibility: 'private' }, 'g', 'Grace created the project “Rivers”, private'],
  ['ProjectRenamed', { name: 'Lakes' }, 'g', 'Grace renamed the project to “Lakes”'],
  ['ProjectVisibilityChanged', { visibility: 'public' }, 'g', 'Grace made the project public'],
  ['MemberRoleSet', { userId: 'x', role: 'editor' }, 'g', 'Grace made Linus editor'],
  ['MemberRemoved', { userId: 'x' }, 'g', 'Grace removed Linus from the members'],
  [
    'PersonInvited',
    { invitationId: 'i', role: 'editor', expiresAt: '2026-02-01T00:00:00Z' },
    'g',
    'Grace invited somebody as editor',
  ],
  ['InvitationWithdrawn', { invitationId: 'i' }, 'g', 'Grace withdrew an invitation'],
  ['InvitationDeclined', { invitationId: 'i' }, 'x', 'Linus declined an invitation'],
  ['InvitationAccepted', { invitationId: 'i', userId: 'x' }, 'x', 'Linus accepted an invitation'],
  [
    'RepositoryConnected',
    { repositoryId: 'r', url: 'https://example.org/a.git', name: 'a' },
    'g',
    'Grace connected the repository https://example.org/a.git as /work/a',
  ],
  ['RepositoryDisconnected', { repositoryId: 'r' }, 'g', 'Grace disconnected the repository “a”'],
  ['StorageConnected', { storageId: 't', name: 'data' }, 'g', 'Grace connected the storage /work/data'],
  ['StorageDisconnected', { storageId: 't' }, 'g', 'Grace disconnected the storage “data”'],
  [
    'EnvironmentAdded',
    { sessionId: 's', name: 'First look', environment: { image } },
    'g',
    'Grace added the session “First look” with docker.io/jupyter/minimal-notebook (sha256:aaaaaaaaaaaa…)',
  ],
  ['SessionConfigured', { sessionId: 's', name: 'First look' }, 'g', 'Grace configured the session “First look”'],
  [
    'SessionImageChanged',
    { sessionId: 's', image, reason: 'resolved' },
    'g',
    'Grace pinned the image of “First look”: docker.io/jupyter/minimal-notebook (sha256:aaaaaaaaaaaa…)',
  ],
  [
    'UnreadableEvent',
    { type: 'ProjectFrozen', schemaVersion: 1, reason: 'this program does not know its type' },
    'g',
    'Grace: ProjectFrozen, which this version cannot read (this program does not know its type)',
  ],
  ['DefaultSessionChosen', { sessionId: 's' }, 'g', 'Grace made “First look” the default session'],
  [
    'SessionLaunched',
    { launchId: 'l', sessionId: 's', userId: 'g', environment: { name: 'Jupyter' }, image },
    'g',
    'Grace launched “First look” with docker.io/jupyter/minimal-notebook (sha256:aaaaaaaaaaaa…)',
  ],
  [
    'SessionResumeRequested',
    { launchId: 'l', sessionId: 's', userId: 'g', configuration: { image } },
    'g',
    'Grace resumed “First look” with docker.io/jupyter/minimal-notebook (sha256:aaaaaaaaaaaa…)',
  ],
  [
    'LaunchProgressed',
    { launchId: 'l', sessionId: 's', userId: 'g', phase: 'cloning' },
    'system:saga',
    'Grace’s “First look” clones the repositories',
  ],
  [
    'LaunchProgressed',
    { launchId: 'l', sessionId: 's', userId: 'g', warning: { code: 'CLONE_FAILED', message: 'a could not be cloned' } },
    'system:saga',
    'Grace’s “First look” warns: a could not be cloned',
  ],
  [
    'LaunchProgressed',
    { launchId: 'l', sessionId: 's', userId: 'g', warning: { code: 'image-not-used', message: 'This is no image.' } },
    'system:saga',
    'Grace’s “First look” runs on this computer, without its image',
  ],
  [
    'SessionStarted',
    { launchId: 'l', sessionId: 's', userId: 'g', commits: [{ repository: 'a', commit: '0123456789abcdef' }] },
    'system:saga',
    'Grace’s “First look” is running, with a at 01234567',
  ],
  [
    'SessionPauseRequested',
    { launchId: 'l', sessionId: 's', userId: 'g', reason: 'asked' },
    'g',
    'Grace asked to pause “First look”',
  ],
  [
    'SessionPaused',
    { launchId: 'l', sessionId: 's', userId: 'g', by: 'exit' },
    'system:saga',
    'Grace’s “First look” is paused because its program ended',
  ],
  ['SessionResumeRequested', { launchId: 'l', sessionId: 's', userId: 'g' }, 'g', 'Grace resumed “First look”'],
  [
    'SessionFailed',
    { launchId: 'l', sessionId: 's', userId: 'g', reason: 'KILLED', message: 'out of memory' },
    'system:saga',
    'Grace’s “First look” failed: out of memory',
  ],
  [
    'SessionStopRequested',
    { launchId: 'l', sessionId: 's', userId: 'g', reason: 'asked' },
    'g',
    'Grace asked to stop “First look”',
  ],
  [
    'SessionStopped',
    { launchId: 'l', sessionId: 's', userId: 'g', reason: 'asked' },
    'system:saga',
    'Grace’s “First look” is stopped',
  ],
  // what is paused is stopped at once, without a request before it
  [
    'SessionStopped',
    { launchId: 'l', sessionId: 's', userId: 'g', reason: 'asked' },
    'g',
    'Grace stopped “First look”',
  ],
  [
    'SessionStopped',
    { launchId: 'l', sessionId: 's', userId: 'x', reason: 'session-removed' },
    'g',
    'Grace stopped Linus’s “First look” because the session was removed',
  ],
  [
    'DiskDiscarded',
    { launchId: 'l', sessionId: 's', userId: 'g' },
    'system:saga',
    'The files of Grace’s “First look” were deleted',
  ],
  [
    'SessionStopRequested',
    { launchId: 'l', sessionId: 's', userId: 'x', reason: 'access-lost' },
    'system:access',
    'The system asked to stop Linus’s “First look” because access to the project was lost',
  ],
  [
    'SessionStarted',
    { launchId: 'l', sessionId: 'k', userId: 'gone-for-good' },
    'system:saga',
    'an erased person (gone-for)’s session is running',
  ],
  ['SessionRemoved', { sessionId: 'k' }, 'g', 'Grace removed the session'],
  ['RepositoryDisconnected', { repositoryId: 'k' }, 'g', 'Grace disconnected the repository'],
  ['SessionStarted', { launchId: 'l', sessionId: 'k', userId: 'g' }, 'g', 'A session is running'],
  ['SessionLaunched', { launchId: 'l', sessionId: 'k', userId: 'g' }, 'g', 'Grace launched a session'],
  ['SessionRemoved', { sessionId: 's' }, 'g', 'Grace removed the session “First look”'],
  ['ProjectDeleted', {}, 'g', 'Grace deleted the project'],
  ['SomethingNew', {}, 'g', 'Grace: SomethingNew'],
];

describe('a project’s history in words', () => {
  const told = ([type, data, actor]: (typeof events)[number]): string =>
    toldEvent({ type, data, actor, names, position: '7', at: '2026-01-01T00:00:00Z' }, me).text;

  test.each(events)('%s: %j by %s', (type, data, actor, words) => {
    expect(told([type, data, actor, words])).toBe(words);
  });

  test('every type that has words can be chosen, by words', () => {
    const types = events.map(([type]) => type).filter((type) => type !== 'SomethingNew');
    expect(eventTypes).toEqual(expect.arrayContaining(types));
  });
});

describe('people whose names are not known', () => {
  test('are told apart by their ids; the system has none', () => {
    expect(callPerson('628ccbbe-0000', me, () => undefined)).toBe('Somebody (628ccbbe)');
    expect(callPerson('system:saga', me, () => undefined)).toBe('The system');
  });

  test('an entry of an API that tells no names is told without them', () => {
    const entry = {
      position: '1',
      at: '2026-01-01T00:00:00Z',
      type: 'MemberRemoved',
      actor: 'g',
      data: { userId: 'x' },
    };
    expect(toldEvent(entry, me).text).toBe('Grace removed Somebody (x) from the members');
  });
});
