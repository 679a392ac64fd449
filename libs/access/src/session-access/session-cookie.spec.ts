import { describe, expect, test } from 'vitest';
import { SessionCookie } from './session-cookie.js';

describe('the session cookie', () => {
  test('belongs to one host, is hidden from scripts and from other sites', () => {
    expect(new SessionCookie(false).write('t')).toBe('renku-session=t; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax');
  });

  test('is prefixed and secure on https', () => {
    expect(new SessionCookie(true).write('t')).toBe(
      '__Host-renku-session=t; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure',
    );
  });

  test.each<[string, string | undefined, string[]]>([
    ['no header', undefined, []],
    ['other cookies', 'a=1; _xsrf=2|x', []],
    ['ours among others', 'a=1; renku-session=t.t.t; b=2', ['t.t.t']],
    ['a planted twin', 'renku-session=evil; renku-session=good', ['evil', 'good']],
    ['an empty one', 'renku-session=', []],
    ['a similar name', 'xrenku-session=t; renku-session2=t', []],
  ])('is read from %s', (_, header, values) => {
    expect(new SessionCookie(false).read(header)).toEqual(values);
  });

  test.each<[string, string, string | undefined]>([
    ['ours alone', 'renku-session=t', undefined],
    ['ours, in both spellings, among others', 'a=1; renku-session=t; __Host-renku-session=t; b=2=3', 'a=1; b=2=3'],
    ['a nameless one that spells ours', 'a=1; =renku-session=t', 'a=1'],
    ['none of ours', 'a=1; b=2', 'a=1; b=2'],
  ])('is kept from the session: %s', (_, header, rest) => {
    expect(SessionCookie.strip(header)).toBe(rest);
  });

  test.each<[string, boolean]>([
    ['_xsrf=2|x; Path=/', true],
    ['a=domain; Path=/', true],
    ['a=1; Domain=example.org', false],
    ['a=1;  dOmAiN = localhost', false],
    ['a=1; Domain', false],
    ['renku-session=t; Path=/', false],
    [' __Host-renku-session =t; Secure; Path=/', false],
    ['=renku-session=t', false],
  ])('a session sets %p: %p', (setCookie, allowed) => {
    expect(SessionCookie.mayBeSetBySession(setCookie)).toBe(allowed);
  });
});
