import { describe, expect, test } from '@jest/globals';
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

  test.each([
    ['a page', Buffer.from('<html>sign in</html>')],
    ['nothing', Buffer.alloc(0)],
    ['what is cut off', advertised(`${one} HEAD\0x\n`).subarray(0, 60)],
    ['lengths that lie', Buffer.from('0001# service=git-upload-pack')],
    ['another service', Buffer.from(`${line('# service=git-receive-pack\n')}0000`)],
  ])('%s is no answer', (_, body) => expect(branchesIn(body)).toBeUndefined());
});
