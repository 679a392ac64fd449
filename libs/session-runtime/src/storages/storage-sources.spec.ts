import { describe, expect, test } from 'vitest';
import { StorageSources } from './storage-sources.js';

const sources = (...said: readonly object[]): StorageSources => StorageSources.parse(JSON.stringify(said));
const problems = (...said: readonly object[]): string => {
  try {
    sources(...said);
    return '';
  } catch (error) {
    return (error as Error).message;
  }
};

describe('the storages of an installation', () => {
  test('are none where nothing is said', () => {
    expect(new StorageSources().all).toEqual([]);
  });

  test('are read-only where nothing else is said', () => {
    const known = sources(
      { source: 'data', directory: '/srv/data/' },
      { source: 'x', volumeClaim: 'x', writable: true },
    );
    expect(known.of('data')).toEqual({ source: 'data', directory: '/srv/data', writable: false });
    expect(known.of('x')).toMatchObject({ writable: true });
    expect(known.of('y')).toBeUndefined();
  });

  test('can be a volume that a driver of the cluster makes for each pod', () => {
    const csi = { driver: 'nfs.csi.k8s.io', volumeAttributes: { server: 'nas', share: '/a' } };
    expect(sources({ source: 'nas', csi }).of('nas')).toMatchObject({ csi });
  });

  test.each([
    ['', 'has to be the whole path'],
    ['srv', 'has to be the whole path'],
    ['/', 'not all of "/"'],
    ['/srv/../etc', 'without ".."'],
    ['/srv//x', 'has to be the whole path'],
  ])('are not at the directory %j', (directory, said) => {
    expect(problems({ source: 'a', directory })).toMatch(/^ {2}0.directory: /);
    expect(problems({ source: 'a', directory })).toContain(said);
  });

  test('what is wrong is said with its place', () => {
    expect(() => StorageSources.parse('{')).toThrow('it is not JSON');
    expect(() => StorageSources.parse('{}')).toThrow('all of it: has to be a list');
    expect(problems({ source: 'a' })).toContain('0: says nowhere where it is');
    expect(problems({ source: 'a', volumeClaim: 'a', csi: { driver: 'd' } })).toContain(
      '0: has a volumeClaim and a csi',
    );
    expect(problems({ source: 'a', volumeClaim: 'A_b' })).toContain('0.volumeClaim: has to be a name of Kubernetes');
    expect(problems({ source: 'a', directory: '/a', writeable: true })).toContain('writeable');
    expect(problems({ source: 'a', csi: { driver: 'd', volumeAttributes: { a: 1 } } })).toContain(
      '0.csi.volumeAttributes.a: has to be a text',
    );
  });

  test('are called differently', () => {
    const one = { source: 'a', directory: '/a' };
    expect(problems(one, { source: 'b', directory: '/b' }, one)).toBe('  2.source: is that of entry 0 already');
  });

  test('lie in no directory that sessions may write to: there they could put a link to anywhere', () => {
    const [inner, beside] = ['/srv/data/sub', '/srv/database'].map((directory) => ({ source: directory, directory }));
    const outer = { source: 'a', directory: '/srv/data' };
    expect(problems(outer, inner!)).toBe('');
    expect(problems({ ...outer, writable: true }, beside!)).toBe('');
    expect(problems({ ...outer, writable: true }, inner!)).toContain('1.directory: lies in the directory of entry 0');
    expect(problems({ source: 'c', volumeClaim: 'c', writable: true }, inner!)).toBe('');
  });

  test('nothing lies in what sessions may write to, whatever is listed before it', () => {
    const claim = { source: 'a', volumeClaim: 'a', writable: true };
    const outer = { source: 'b', directory: '/srv/data', writable: true };
    expect(problems(claim, outer, { source: 'c', directory: '/srv/data/in' })).toContain(
      '2.directory: lies in the directory of entry 1',
    );
  });
});
