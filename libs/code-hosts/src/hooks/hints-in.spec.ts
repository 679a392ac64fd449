import { describe, expect, test } from 'vitest';
import { hintsIn } from './hints-in.js';

const url = 'https://gitlab.example.org/group/analysis.git';
const push = (repository: string, more: object = { tag: '01234567' }) => ({
  action: 'push',
  target: { mediaType: 'application/vnd.oci.image.manifest.v1+json', repository, ...more },
});

describe('what a hook hints at', () => {
  test.each<[string, unknown, readonly object[]]>([
    ['GitLab’s pipeline', { object_kind: 'pipeline', project: { git_http_url: url } }, [{ kind: 'repository', url }]],
    ['GitHub’s package', { action: 'published', repository: { clone_url: url } }, [{ kind: 'repository', url }]],
    [
      'Harbor’s push',
      { type: 'PUSH_ARTIFACT', event_data: { resources: [], repository: { repo_full_name: 'lab/Analysis' } } },
      [{ kind: 'image', path: 'lab/analysis' }],
    ],
    [
      'Docker Hub’s push',
      { push_data: { tag: 'x' }, repository: { repo_name: 'lab/analysis' } },
      [{ kind: 'image', path: 'lab/analysis' }],
    ],
    [
      'Quay’s push',
      { repository: 'lab/analysis', docker_url: 'quay.io/lab/analysis', updated_tags: ['x'] },
      [{ kind: 'image', path: 'lab/analysis' }],
    ],
    ['an image’s push, once', { events: [push('lab/a'), push('lab/a')] }, [{ kind: 'image', path: 'lab/a' }]],
    ['pulls, which our own looks make', { events: [{ ...push('lab/a'), action: 'pull' }] }, []],
    ['parts of an image', { events: [push('lab/a', {})] }, []],
    ['something else', { hello: 'world' }, []],
    ['no object', 'hello', []],
    ['nothing', undefined, []],
  ])('%s', (_, body, hints) => expect(hintsIn(body)).toEqual(hints));

  test('is bounded', () => {
    const events = Array.from({ length: 1_000 }, (_, index) => push(`lab/${index}`));
    expect(hintsIn({ events })).toHaveLength(100);
  });
});
