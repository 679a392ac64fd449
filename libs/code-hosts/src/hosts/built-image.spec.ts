import { describe, expect, test } from 'vitest';
import { builtImageOf, imageRepositoryOf } from './built-image.js';
import { codeHostSchema } from './code-host.js';

const commit = '0123456789abcdef0123456789abcdef01234567';
const gitlab = codeHostSchema.parse({ url: 'https://gitlab.example.org/', registry: 'registry.example.org:5050' });
const head = { branch: 'feature/Plots_2', commit };

describe('the image of a branch’s head', () => {
  test('is called as GitLab’s pipelines call it on RenkuLab', () => {
    expect(builtImageOf(gitlab, 'https://gitlab.example.org/Group/sub/Analysis.git', head)).toBe(
      'registry.example.org:5050/group/sub/analysis:01234567',
    );
  });

  test('is called as the operator says', () => {
    const named = (tag: string) => builtImageOf({ ...gitlab, tag, image: '{path}/env' }, `${gitlab.url}/g/r`, head);
    expect(named('sha-{commit:7}')).toBe('registry.example.org:5050/g/r/env:sha-0123456');
    expect(named('{branch}-{commit}')).toBe(`registry.example.org:5050/g/r/env:feature-plots-2-${commit}`);
  });

  test('is called by the whole of a commit, also where the repository has hashes of SHA-256', () => {
    const [of, url] = [{ ...gitlab, tag: 'sha-{commit}' }, `${gitlab.url}/g/r`];
    const long = commit + 'a'.repeat(24);
    expect(builtImageOf(of, url, { ...head, commit: long })).toBe(`registry.example.org:5050/g/r:sha-${long}`);
  });

  test.each([
    ['Feature/🎉Plots', 'feature--plots'],
    ['-x-', 'x'],
    ['a'.repeat(62) + '/b', 'a'.repeat(62)],
    ['größe', 'gr--e'],
  ])('has the slug that GitLab makes of %s', (branch, slug) =>
    expect(builtImageOf({ ...gitlab, tag: '{branch}' }, `${gitlab.url}/g/r`, { branch, commit })).toBe(
      `registry.example.org:5050/g/r:${slug}`,
    ),
  );

  test('is in one place for every spelling of the repository', () => {
    expect(imageRepositoryOf(gitlab, `${gitlab.url}/g/R.git`)).toBe(imageRepositoryOf(gitlab, `${gitlab.url}/g/R`));
  });
});
