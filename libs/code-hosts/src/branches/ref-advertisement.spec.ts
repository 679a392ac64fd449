import { describe, expect, test } from 'vitest';
import { branchesIn } from './ref-advertisement.js';

const line = (text: string): string => (Buffer.byteLength(text) + 4).toString(16).padStart(4, '0') + text;
const [one, two] = ['1'.repeat(40), '2'.repeat(40)];
const advertised = (...refs: readonly string[]): Buffer =>
  Buffer.from([line('# service=git-upload-pack\n'), '0000', ...refs.map(line), '0000'].join(''));

describe('branches, as a server says them', () => {
  test('are those below refs/heads, and the default one is where HEAD points', () => {
    const body = advertised(
      `${one} HEAD\0multi_ack symref=HEAD:refs/heads/main agent=git/2.39\n`,
      `${two} refs/heads/größe\n`,
      `${one} refs/heads/main\n`,
      `${two} refs/merge-requests/1/head\n`,
      `${one} refs/tags/v1^{}\n`,
    );
    expect(branchesIn(body)).toEqual({
      heads: new Map([
        ['größe', two],
        ['main', one],
      ]),
      defaultBranch: 'main',
    });
  });

  test('there are none in an empty repository', () =>
    expect(branchesIn(advertised(`${'0'.repeat(40)} capabilities^{}\0ofs-delta\n`))).toEqual({
      heads: new Map(),
      defaultBranch: undefined,
    }));

  test.each(['a\nb', 'a b', 'a\x1b[31m', 'a..b', 'a~1', 'a:b', 'a\\b', '/a', 'a/', 'a//b', '.a', 'a.lock', 'a@{b'])(
    'a name that Git does not allow is left out: %j',
    (name) =>
      expect(
        branchesIn(advertised(`${one} HEAD\0x\n`, `${one} refs/heads/${name}\n`, `${two} refs/heads/main\n`))?.heads,
      ).toEqual(new Map([['main', two]])),
  );

  test.each(['feature/a/b', 'v1.2', '🎉', 'x'.repeat(200), '-a', '@', 'größe', '__proto__'])(
    'a name that Git allows is one: %s',
    (name) =>
      expect(branchesIn(advertised(`${one} HEAD\0x\n`, `${one} refs/heads/${name}\n`))?.heads).toEqual(
        new Map([[name, one]]),
      ),
  );

  test('there may be ten thousand', () => {
    const refs = Array.from({ length: 10_000 }, (_, index) => `${one} refs/heads/${index}\n`);
    expect(branchesIn(advertised(`${one} HEAD\0x\n`, ...refs))?.heads.size).toBe(10_000);
  });

  test.each([
    ['lengths that are no numbers', Buffer.from(`${line('# service=git-upload-pack\n')}0000 03aabc`)],
    ['a length beyond the end', Buffer.from(`${line('# service=git-upload-pack\n')}0000fff0${one} refs/heads/main\n`)],
    ['a page', Buffer.from('<html>sign in</html>')],
    ['nothing', Buffer.alloc(0)],
    ['what is cut off', advertised(`${one} HEAD\0x\n`).subarray(0, 60)],
    ['lengths that lie', Buffer.from('0001# service=git-upload-pack')],
    ['another service', Buffer.from(`${line('# service=git-receive-pack\n')}0000`)],
  ])('%s is no answer', (_, body) => expect(branchesIn(body)).toBeUndefined());
});
