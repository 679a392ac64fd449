import { describe, expect, test } from '@jest/globals';
import { connectionsAddress, inboxAddress, parseAddress, projectAddress, sessionAddress } from './address.js';

const projectId = '018f2b6e-1111-7abc-8def-0123456789ab';
const sessionId = '018f2b6e-2222-7abc-8def-0123456789ab';

describe('addresses', () => {
  test.each([
    ['/', { page: 'projects' }],
    ['/projects', { page: 'projects' }],
    [`/projects/${projectId}`, { page: 'project', projectId, tab: 'sessions' }],
    [`/projects/${projectId}/members`, { page: 'project', projectId, tab: 'members' }],
    [`/projects/${projectId}/history?at=42`, { page: 'project', projectId, tab: 'history', at: '42' }],
    [`/projects/${projectId}/history?at=x`, { page: 'project', projectId, tab: 'history' }],
    ['/projects/7', { page: 'unknown' }],
    [`/projects/${projectId}/else`, { page: 'unknown' }],
    [`/projects/${projectId}/members/more`, { page: 'unknown' }],
    [
      `/projects/${projectId}?session=${sessionId}`,
      { page: 'project', projectId, tab: 'sessions', session: sessionId },
    ],
    [`/projects/${projectId}?session=x`, { page: 'project', projectId, tab: 'sessions' }],
    [`/projects/${projectId}/members?session=${sessionId}`, { page: 'project', projectId, tab: 'members' }],
    ['/inbox', { page: 'inbox' }],
    ['/inbox/more', { page: 'unknown' }],
    ['/elsewhere', { page: 'unknown' }],
    ['/account', { page: 'unknown' }],
    ['/account/connections', { page: 'connections' }],
    ['/account/connections/x', { page: 'unknown' }],
  ])('%s', (path, address) => {
    expect(parseAddress(path)).toEqual(address);
  });

  test('what is written is what is read', () => {
    for (const tab of ['sessions', 'repositories', 'members', 'history'] as const)
      expect(parseAddress(projectAddress(projectId, tab))).toEqual({ page: 'project', projectId, tab });
    expect(parseAddress(projectAddress(projectId, 'history', '9'))).toMatchObject({ at: '9' });
    expect(parseAddress(sessionAddress(projectId, sessionId))).toMatchObject({ projectId, session: sessionId });
    expect(parseAddress(inboxAddress)).toEqual({ page: 'inbox' });
    expect(parseAddress(connectionsAddress())).toEqual({ page: 'connections' });
    for (const host of ['git.example.org:8443', '[::1]:3000'])
      expect(parseAddress(connectionsAddress(host))).toEqual({ page: 'connections', host });
  });
});
