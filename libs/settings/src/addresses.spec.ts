import { describe, expect, test } from 'vitest';
import { gatewayUrlOf, publicUrlOf, sessionsAreSecure, sessionUrlOf } from './addresses.js';
import { readSettings } from './settings.js';

describe('addresses', () => {
  test('on one machine are those that are listened on', () => {
    const settings = readSettings({ HOST: '::', PORT: '3100' }, 'standalone');
    expect([publicUrlOf(settings), sessionUrlOf(settings, 'l'), gatewayUrlOf(settings)]).toEqual([
      'http://[::1]:3100',
      'http://l.localhost:3101',
      'http://[::1]:3101',
    ]);
    expect(sessionsAreSecure(settings)).toBe(false);
  });

  test('behind a proxy are those that it has', () => {
    const settings = readSettings({
      PUBLIC_URL: 'https://renku.example/',
      SESSIONS_PUBLIC_URL: 'https://sessions.example:8443',
      GATEWAY_URL: 'http://gateway:3001',
    });
    expect([publicUrlOf(settings), sessionUrlOf(settings, 'l'), gatewayUrlOf(settings)]).toEqual([
      'https://renku.example',
      'https://l.sessions.example:8443',
      'http://gateway:3001',
    ]);
    expect(sessionsAreSecure(settings)).toBe(true);
  });
});
