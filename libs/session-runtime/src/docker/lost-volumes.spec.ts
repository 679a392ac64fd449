import type Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import { lostVolumes } from './lost-volumes.js';

const user = { uid: 1000, gid: 100, home: '/home/jovyan' };
const warned = (Volumes: Record<string, object> | null) =>
  lostVolumes({ Config: { Volumes } } as unknown as Docker.ImageInspectInfo, user).map(({ message }) => message);

describe('volumes that an image declares', () => {
  test('are no matter where nothing is kept, or where the session has its own', () => {
    expect(warned(null)).toEqual([]);
    expect(warned({ '/var/cache': {}, '/work': {}, '/home/jovyan/': {}, '/workshop': {} })).toEqual([]);
  });

  test('are warned of below /work and the home', () => {
    expect(warned({ '/work/data': {}, '/home/jovyan/work/': {} })).toEqual([
      expect.stringContaining('/home/jovyan/work, /work/data: the image declares'),
    ]);
  });

  test('are named in one warning that is not long, however many there are', () => {
    const many = Array.from({ length: 1000 }, (_, index) => [`/work/${'x'.repeat(200)}${index}`, {}] as const);
    const [message = '', ...others] = warned(Object.fromEntries(many));
    expect(others).toEqual([]);
    expect(message.length).toBeLessThan(500);
  });
});
