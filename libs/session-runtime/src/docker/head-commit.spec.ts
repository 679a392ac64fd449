import { describe, expect, test } from 'vitest';
import { headCommit } from './head-commit.js';

const commit = 'a'.repeat(40);
const of = (files: Readonly<Record<string, string>>) => headCommit((path) => Promise.resolve(files[path]));

describe('the commit of a repository in a container', () => {
  test.each<[string, Record<string, string>, string | undefined]>([
    ['is where its branch is', { HEAD: 'ref: refs/heads/main\n', 'refs/heads/main': `${commit}\n` }, commit],
    [
      'may be packed',
      { HEAD: 'ref: refs/heads/main\n', 'packed-refs': `# pack-refs\n${commit} refs/heads/main\n` },
      commit,
    ],
    [
      'is of no other branch',
      { HEAD: 'ref: refs/heads/main\n', 'packed-refs': `${commit} refs/heads/old/main\n` },
      undefined,
    ],
    ['may be no branch’s', { HEAD: `${commit}\n` }, commit],
    ['is none where there is no repository', {}, undefined],
    ['is none before the first', { HEAD: 'ref: refs/heads/main\n' }, undefined],
    ['is not looked for elsewhere', { HEAD: 'ref: refs/../../x\n', 'refs/../../x': commit }, undefined],
  ])('%s', async (_, files, expected) => {
    expect(await of(files)).toBe(expected);
  });
});
