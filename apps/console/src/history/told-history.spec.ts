import { describe, expect, test } from '@jest/globals';
import { eventInWords } from './event-words.js';
import { toldHistory } from './told-history.js';

const call = (actor: string): string =>
  actor.startsWith('system:') ? 'The system' : actor === 'g' ? 'Grace' : 'Somebody';
const image = { reference: 'docker.io/jupyter/minimal-notebook', digest: `sha256:${'a'.repeat(64)}` };
const events: [string, Record<string, unknown>, string, string][] = [
  ['ProjectCreated', { name: 'Rivers', visibility: 'private' }, 'g', 'Grace created the project “Rivers”, private'],
  ['ProjectRenamed', { name: 'Lakes' }, 'g', 'Grace renamed the project to “Lakes”'],
  ['ProjectVisibilityChanged', { visibility: 'public' }, 'g', 'Grace made the project public'],
  ['MemberRoleSet', { userId: 'x', role: 'editor' }, 'g', 'Grace made Somebody editor'],
  ['MemberRemoved', { userId: 'x' }, 'g', 'Grace removed Somebody from the members'],
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
    { sessionId: 's', name: 'Jupyter', environment: { image } },
    'g',
    'Grace added the session “Jupyter” with docker.io/jupyter/minimal-notebook (sha256:aaaaaaaaaaaa…)',
  ],
  ['SessionConfigured', { sessionId: 's', name: 'First look' }, 'g', 'Grace configured the session “First look”'],
  [
    'SessionImageChanged',
    { sessionId: 's', image, reason: 'resolved' },
    'g',
    'Grace pinned the image of “First look”: docker.io/jupyter/minimal-notebook (sha256:aaaaaaaaaaaa…)',
  ],
  ['DefaultSessionChosen', { sessionId: 's' }, 'g', 'Grace made “First look” the default session'],
  ['SessionLaunched', { launchId: 'l', userId: 'g', sessionId: 's' }, 'g', 'Grace launched “First look”'],
  [
    'LaunchProgressed',
    { launchId: 'l', userId: 'g', phase: 'cloning' },
    'system:saga',
    'Grace’s “First look” clones the repositories',
  ],
  [
    'LaunchProgressed',
    { launchId: 'l', userId: 'g', warning: { code: 'CLONE_FAILED', message: 'a could not be cloned' } },
    'system:saga',
    'Grace’s “First look” warns: a could not be cloned',
  ],
  [
    'SessionStarted',
    { launchId: 'l', userId: 'g', commits: [{ repository: 'a', commit: '0123456789abcdef' }] },
    'system:saga',
    'Grace’s “First look” is running, with a at 01234567',
  ],
  ['SessionPauseRequested', { launchId: 'l', userId: 'g', reason: 'asked' }, 'g', 'Grace asked to pause “First look”'],
  [
    'SessionPaused',
    { launchId: 'l', userId: 'g', by: 'exit' },
    'system:saga',
    'Grace’s “First look” is paused because its program ended',
  ],
  ['SessionResumeRequested', { launchId: 'l', userId: 'g' }, 'g', 'Grace resumed “First look”'],
  [
    'SessionFailed',
    { launchId: 'l', userId: 'g', reason: 'KILLED', message: 'out of memory' },
    'system:saga',
    'Grace’s “First look” failed: out of memory',
  ],
  ['SessionStopRequested', { launchId: 'l', userId: 'g', reason: 'asked' }, 'g', 'Grace asked to stop “First look”'],
  ['SessionStopped', { launchId: 'l', userId: 'g', reason: 'asked' }, 'system:saga', 'Grace’s “First look” is stopped'],
  ['DiskDiscarded', { launchId: 'l', userId: 'g' }, 'system:saga', 'The files of Grace’s “First look” were deleted'],
  [
    'SessionStopRequested',
    { launchId: 'l', userId: 'x', reason: 'access-lost' },
    'system:access',
    'The system asked to stop Somebody’s “First look” because access to the project was lost',
  ],
  ['SessionStarted', { launchId: 'k', userId: 'x' }, 'system:saga', 'Somebody’s session is running'],
  ['SessionRemoved', { sessionId: 's' }, 'g', 'Grace removed the session “First look”'],
  ['ProjectDeleted', {}, 'g', 'Grace deleted the project'],
  ['SomethingNew', {}, 'g', 'Grace: SomethingNew'],
];

describe('a project’s history in words', () => {
  const entries = events.map(([type, data, actor], index) => ({
    ...{ type, data, actor },
    position: String(index),
    at: '2026-01-01T00:00:00Z',
  }));
  const told = toldHistory(entries, call);

  test.each(events.map(([type, , , words], index) => [type, words, index] as const))('%s: %s', (_, words, index) => {
    expect(told[index]?.text).toBe(words);
  });

  test('what names a session that was not seen being added is told without its name', () => {
    expect(
      eventInWords({ type: 'SessionStarted', data: { launchId: 'l', userId: 'g' } }, 'The system', { names: new Map() })
        .text,
    ).toBe('a session is running');
  });
});
