import { describe, expect, test } from '@jest/globals';
import { type Audience, visibleData } from './audience.js';

const data = { projectId: 'p', name: 'data', source: 'bucket' };
const sees = (type: string, ...as: Audience[]): boolean => visibleData(type, data, new Set(as)) !== undefined;

/** type: who sees it, of member, launching-user, owner, auditor */
const expected: [string, Audience[]][] = [
  ['ProjectCreated', ['member', 'owner', 'auditor']],
  ['ProjectRenamed', ['member', 'owner', 'auditor']],
  ['ProjectVisibilityChanged', ['member', 'owner', 'auditor']],
  ['MemberRoleSet', ['member', 'owner', 'auditor']],
  ['MemberRemoved', ['member', 'owner', 'auditor']],
  ['RepositoryConnected', ['member', 'owner', 'auditor']],
  ['RepositoryDisconnected', ['member', 'owner', 'auditor']],
  ['StorageConnected', ['member', 'owner', 'auditor']],
  ['StorageDisconnected', ['member', 'owner', 'auditor']],
  ['ProjectDeleted', ['member', 'owner', 'auditor']],
  ['EnvironmentAdded', ['member', 'owner', 'auditor']],
  ['SessionConfigured', ['member', 'owner', 'auditor']],
  ['SessionImageChanged', ['member', 'owner', 'auditor']],
  ['DefaultSessionChosen', ['member', 'owner', 'auditor']],
  ['SessionRemoved', ['member', 'owner', 'auditor']],
  ['SessionLaunched', ['launching-user', 'auditor']],
  ['SessionPauseRequested', ['launching-user', 'auditor']],
  ['SessionResumeRequested', ['launching-user', 'auditor']],
  ['SessionStopRequested', ['launching-user', 'auditor']],
  ['LaunchProgressed', ['launching-user', 'auditor']],
  ['SessionStarted', ['launching-user', 'auditor']],
  ['SessionPaused', ['launching-user', 'auditor']],
  ['SessionStopped', ['launching-user', 'auditor']],
  ['SessionFailed', ['launching-user', 'auditor']],
  ['DiskDiscarded', ['launching-user', 'auditor']],
  ['SomethingNobodyListed', []],
  ['constructor', []],
];

describe('who sees which event of a project', () => {
  test.each(expected)('%s', (type, audiences) => {
    const all: Audience[] = ['member', 'launching-user', 'owner', 'auditor'];
    expect(all.filter((audience) => sees(type, audience))).toEqual(
      all.filter((audience) => audiences.includes(audience)),
    );
  });

  test('nobody sees anything as nobody', () => {
    expect(expected.some(([type]) => sees(type))).toBe(false);
  });

  test('where a storage comes from is for owners and auditors; members see that it is there', () => {
    expect(visibleData('StorageConnected', data, new Set(['member']))).toEqual({ projectId: 'p', name: 'data' });
    expect(visibleData('StorageConnected', data, new Set(['member', 'owner']))).toEqual(data);
  });
});
