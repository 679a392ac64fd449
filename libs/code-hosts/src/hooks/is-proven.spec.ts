import { createHmac } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { couldBeProven } from './could-be-proven.js';
import { isProven } from './is-proven.js';

const secret = 'a secret of sixteen';
const key = Buffer.from('a key of some length');
const signing = `whsec_${key.toString('base64')}`;
const body = '{"object_kind":"pipeline"}';
const now = new Date('2026-11-29T10:00:00Z');
const at = (date: Date): string => String(date.getTime() / 1000);

const hmac = (of: string | Buffer, text: string, encoding: 'hex' | 'base64') =>
  createHmac('sha256', of).update(text).digest(encoding);
const standard = (timestamp: string) => ({
  'webhook-id': 'msg_1',
  'webhook-timestamp': timestamp,
  'webhook-signature': `v1,${hmac('old', 'x', 'base64')} v1,${hmac(key, `msg_1.${timestamp}.${body}`, 'base64')}`,
});

describe('a hook is believed', () => {
  test.each<[string, Record<string, string>]>([
    ['by a token', { authorization: `Bearer ${secret}` }],
    ['by a password', { authorization: `Basic ${Buffer.from(`hook:${secret}`).toString('base64')}` }],
    ['as GitLab sends it', { 'x-gitlab-token': secret }],
    ['as GitHub signs it', { 'x-hub-signature-256': `sha256=${hmac(secret, body, 'hex')}` }],
    ['as Gitea signs it', { 'x-gitea-signature': hmac(secret, body, 'hex') }],
  ])('%s', (_, headers) => expect(isProven({ headers, body }, secret, now)).toBe(true));

  test('by a signature of Standard Webhooks, five minutes long', () => {
    expect(isProven({ headers: standard(at(now)), body }, signing, now)).toBe(true);
    expect(isProven({ headers: standard(at(new Date('2026-11-29T09:54:59Z'))), body }, signing, now)).toBe(false);
    expect(isProven({ headers: standard('NaN'), body }, signing, now)).toBe(false);
  });

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['another token', { authorization: 'Bearer another' }],
    ['no scheme', { authorization: secret }],
    ['an empty token', { 'x-gitlab-token': '' }],
    ['a signature of another body', { 'x-hub-signature-256': `sha256=${hmac(secret, 'other', 'hex')}` }],
    ['a signature by another key', standard(at(now))],
  ])('not by %s', (_, headers) => expect(isProven({ headers, body }, secret, now)).toBe(false));
});

describe('the body of a hook is read', () => {
  test.each<[string, Record<string, string>]>([
    ['a token', { authorization: `Bearer ${secret}` }],
    ['GitLab’s token', { 'x-gitlab-token': secret }],
    ['a signature of GitHub', { 'x-hub-signature-256': `sha256=${'0'.repeat(64)}` }],
    ['a signature of Gitea', { 'x-gitea-signature': '0'.repeat(64) }],
    ['a signature of Standard Webhooks', standard(at(now))],
  ])('where %s could prove it', (_, headers) => expect(couldBeProven(headers, secret, now)).toBe(true));

  test.each<[string, Record<string, string>]>([
    ['nothing', {}],
    ['another token', { authorization: 'Bearer another', 'x-gitlab-token': 'another' }],
    [
      'what is no signature',
      { 'x-hub-signature-256': 'sha256=', 'x-gitea-signature': 'x', 'webhook-signature': 'v1,' },
    ],
    ['a signature of yesterday', standard(at(new Date('2026-11-28T10:00:00Z')))],
  ])('not where %s is sent', (_, headers) => expect(couldBeProven(headers, secret, now)).toBe(false));
});
