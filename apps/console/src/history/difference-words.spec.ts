import { describe, expect, test } from 'vitest';
import type { ProjectDiff } from '../api/schema.js';
import { differenceInWords } from './difference-words.js';

const names = { s: 'Lab', k: 'Other lab', r: 'flights', t: 'data', x: 'Linus' };
const digest = (letter: string) => `sha256:${letter.repeat(64)}`;
type Difference = ProjectDiff['differences'][number];

const told = (kind: Difference['kind'], id: string, fields: Difference['fields'], change: Difference['change']) =>
  differenceInWords({ kind, id, change, fields }, names);
const changed = (kind: Difference['kind'], id: string, field: string, before?: unknown, after?: unknown) => {
  const [line] = told(kind, id, [{ field, before, after }], 'changed').fields;
  return line === undefined ? undefined : [line.field, line.before, line.after];
};

describe('what is not as it was, in words', () => {
  test.each<[Difference['kind'], string, Difference['change'], string]>([
    ['project', 'p', 'changed', 'The project was changed'],
    ['project', 'p', 'added', 'The project was created'],
    ['project', 'p', 'removed', 'The project was deleted'],
    ['member', 'x', 'added', 'Linus became a member'],
    ['member', 'x', 'changed', 'Linus has another role'],
    ['member', '0a1b2c3d-9', 'removed', 'an erased person (0a1b2c3d) is no member any more'],
    ['repository', 'r', 'added', 'The repository “flights” was connected'],
    ['storage', 't', 'removed', 'The storage “data” was disconnected'],
    ['session', 's', 'added', 'The session “Lab” was added'],
    ['session', 'gone', 'removed', 'A session was removed'],
  ])('%s %s %s: %s', (kind, id, change, words) => {
    expect(told(kind, id, [], change).text).toBe(words);
  });

  test.each<[string, unknown, unknown, string, string, string]>([
    ['name', 'Lab', 'Labs', 'Name', 'Lab', 'Labs'],
    ['resources.cpu', 1, 2.5, 'CPU', '1 CPU', '2.5 CPU'],
    ['resources.gpu', undefined, 1, 'GPU', 'none asked for', '1 GPU'],
    ['resources.memory', 2 ** 30, undefined, 'Memory', '1 GiB', 'none asked for'],
    ['resources.disk', 0, 2 ** 31, 'Disk', '0 B', '2 GiB'],
    ['repositories', 'all', [], 'Repositories', 'all of the project', 'none'],
    ['repositories', ['r'], ['r', 'gone-for-good'], 'Repositories', 'flights', 'flights, gone-for'],
    ['storages', ['t'], 'all', 'Storages', 'data', 'all of the project'],
    [
      'source',
      { kind: 'catalogue', version: 3 },
      { kind: 'image' },
      'Source',
      'catalogue, version 3',
      'external image',
    ],
    [
      'source',
      { kind: 'repository', repositoryId: 'r', branch: 'main' },
      undefined,
      'Source',
      'repository flights, branch main',
      'none',
    ],
    [
      'image',
      { reference: 'docker.io/a:1' },
      { reference: 'docker.io/a:1', digest: digest('a') },
      'Image',
      'docker.io/a:1',
      `docker.io/a:1 (${digest('a')})`,
    ],
    [
      'run',
      undefined,
      { command: ['start.sh', 'a b'], port: 8888 },
      'How it is run',
      'as the image says',
      'port: 8888; command: start.sh "a b"',
    ],
    ['run', {}, { landingPath: '/lab' }, 'How it is run', 'as the image says', 'opens at: /lab'],
  ])('of a session %s: %j → %j', (field, before, after, ...words) => {
    expect(changed('session', 's', field, before, after)).toEqual(words);
  });

  test('of the project, members and what is connected', () => {
    expect(changed('project', 'p', 'defaultSessionId', 's', 'k')).toEqual(['Default session', 'Lab', 'Other lab']);
    expect(changed('project', 'p', 'visibility', 'private', 'public')).toEqual(['Visibility', 'private', 'public']);
    expect(changed('member', 'x', 'role', undefined, 'editor')).toEqual(['Role', 'none', 'editor']);
    expect(changed('repository', 'r', 'url', 'https://a', 'https://b')).toEqual(['Address', 'https://a', 'https://b']);
    expect(changed('storage', 't', 'readOnly', true, false)).toEqual(['May be written', 'no', 'yes']);
  });

  test('a field of a later version is told as it is', () => {
    expect(changed('session', 's', 'mood', { good: true }, undefined)).toEqual(['mood', '{"good":true}', 'none']);
  });
});
