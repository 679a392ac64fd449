import { describe, expect, test } from 'vitest';
import { parseRepositoryUrl, repositoryIdOf } from './repository-url.js';

describe('a repository’s address', () => {
  test.each([
    ['https://github.com/o/r', 'https://github.com/o/r', 'r'],
    ['https://github.com/o/r.git', 'https://github.com/o/r.git', 'r'],
    ['https://github.com/o/r/', 'https://github.com/o/r', 'r'],
    ['HTTPS://GitHub.com:443/o/R.git/', 'https://github.com/o/R.git', 'R'],
    ['http://git.example.org:8080/r', 'http://git.example.org:8080/r', 'r'],
    ['https://gitlab.com/a/b/tree', 'https://gitlab.com/a/b/tree', 'tree'],
  ])('%s is cloned from %s', (text, url, lastSegment) => {
    expect(parseRepositoryUrl(text)).toEqual({ url, lastSegment, repositoryId: repositoryIdOf(url) });
  });

  test('spellings of the same address have the same id, in every project', () => {
    const ids = ['https://github.com/o/r', 'https://github.com/o/r.git', 'https://GITHUB.com:443/o/r/'].map(
      repositoryIdOf,
    );
    // fixed for ever, since ids derived so are in the log
    expect(new Set(ids)).toEqual(new Set(['95502fb6-48ea-59fc-aec4-f7d39fe1a69c']));
  });

  test.each([
    ['https://github.com/o/r', 'https://github.com/o/R'],
    ['https://github.com/o/r', 'http://github.com/o/r'],
    ['https://github.com/o/r', 'https://github.com:8443/o/r'],
  ])('%s and %s are two', (one, other) => {
    expect(repositoryIdOf(one)).not.toBe(repositoryIdOf(other));
  });

  test.each([
    ['', 'no URL'],
    ['not a url', 'no URL'],
    ['git@github.com:o/r.git', 'no URL'],
    ['https://github.com/o/r r', 'no URL'],
    ['https:\\\\github.com\\o\\r', 'no URL'],
    ['ssh://git@github.com/o/r.git', 'Only http'],
    ['git://github.com/o/r.git', 'Only http'],
    ['file:///etc/passwd', 'Only http'],
    ['ext::sh -c id', 'no URL'],
    ['https://user@github.com/o/r', 'credentials'],
    ['https://user:pass@github.com/o/r', 'credentials'],
    ['https://:pass@github.com/o/r', 'credentials'],
    ['http://-oproxycommand=x/a.git', 'No host'],
    ['https://github.com/o/r?private_token=x', 'Leave out'],
    ['https://github.com/o/r#readme', 'Leave out'],
    ['https://github.com', 'no repository'],
    ['https://github.com/.git', 'no repository'],
    ['https://github.com/o/.git', 'no repository'],
    ['https://github.com/o/r/tree/main', 'The repository itself is https://github.com/o/r.'],
    ['https://codeberg.org/o/r/src/branch/main', 'The repository itself is https://codeberg.org/o/r.'],
    ['https://git.example.org/a/b/r/-/tree/main', 'The repository itself is https://git.example.org/a/b/r.'],
    ['https://git.example.org/r/-/blob/main/a/-/b', 'The repository itself is https://git.example.org/r.'],
  ])('"%s" is refused: %s', (text, reason) => {
    expect(parseRepositoryUrl(text)).toEqual({ refused: expect.stringContaining(reason) });
  });
});
