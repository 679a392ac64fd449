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
  ['SessionLaunched', { launchId: 'l', sessionId: 's' }, 'g', 'Grace launched “First look”'],
  ['LaunchProgressed', { launchId: 'l', phase: 'cloning' }, 'system:saga', '“First look” clones the repositories'],
  [
    'LaunchProgressed',
    { launchId: 'l', warning: { code: 'CLONE_FAILED', message: 'a could not be cloned' } },
    'system:saga',
    '“First look” warns: a could not be cloned',
  ],
  [
    'SessionStarted',
    { launchId: 'l', commits: [{ repository: 'a', commit: '0123456789abcdef' }] },
    'system:saga',
    '“First look” is running, with a at 01234567',
  ],
  ['SessionPauseRequested', { launchId: 'l', reason: 'asked' }, 'g', 'Grace asked to pause “First look”'],
  ['SessionPaused', { launchId: 'l', by: 'exit' }, 'system:saga', '“First look” is paused because its program ended'],
  ['SessionResumeRequested', { launchId: 'l' }, 'g', 'Grace resumed “First look”'],
  [
    'SessionFailed',
    { launchId: 'l', reason: 'KILLED', message: 'out of memory' },
    'system:saga',
    '“First look” failed: out of memory',
  ],
  ['SessionStopRequested', { launchId: 'l', reason: 'asked' }, 'g', 'Grace asked to stop “First look”'],
  ['SessionStopped', { launchId: 'l', reason: 'asked' }, 'system:saga', '“First look” is stopped'],
  ['DiskDiscarded', { launchId: 'l' }, 'system:saga', 'The files of “First look” were deleted'],
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
    expect(eventInWords({ type: 'SessionStarted', data: { launchId: 'l' } }, 'The system', new Map()).text).toBe(
      'a session is running',
    );
  });
});
