import { describe, expect, test } from 'vitest';
import { unresolvedSessionHost } from './unresolved-session-host.js';

describe('the host of a session', () => {
  test('leads somewhere, each by a name of its own', async () => {
    const asked: string[] = [];
    const resolve = (host: string): Promise<void> => Promise.resolve(void asked.push(host));
    expect(await unresolvedSessionHost('sessions.example', resolve)).toBeUndefined();
    expect(await unresolvedSessionHost('sessions.example', resolve)).toBeUndefined();
    expect(new Set(asked).size).toBe(2);
    expect(asked.every((host) => /^[\w-]+\.sessions\.example$/.test(host))).toBe(true);
  });

  test('leads nowhere: it is said why, and which record is missing', async () => {
    const resolve = (): Promise<never> => Promise.reject(Object.assign(new Error('no'), { code: 'ENOTFOUND' }));
    expect(await unresolvedSessionHost('sessions.example', resolve)).toEqual({
      problem: 'names below sessions.example, where sessions are, lead nowhere from here (ENOTFOUND)',
      advice: expect.stringContaining('add a wildcard DNS record, *.sessions.example,'),
    });
  });

  test.each(['localhost', 'renku.localhost'])('below %s is found by browsers themselves', async (domain) => {
    const resolve = (): Promise<never> => Promise.reject(new Error('nobody is asked'));
    expect(await unresolvedSessionHost(domain, resolve)).toBeUndefined();
  });
});
