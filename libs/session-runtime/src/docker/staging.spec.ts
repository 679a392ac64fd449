import type Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import { InstallationScope } from './installation-scope.js';
import { Staging } from './staging.js';

const missing = Object.assign(new Error('no such container'), { statusCode: 404 });
const refused = Object.assign(new Error('exec: no such file or directory'), { statusCode: 400 });

/** An engine that answers the start of what it makes with this, and notes what it is told to remove. */
function engine(start: () => Promise<void>) {
  const removed: unknown[] = [];
  const docker = {
    createContainer: () => Promise.resolve({ id: 'made' }),
    getContainer: (id: string) => ({
      id,
      start,
      inspect: () => Promise.reject(missing),
      remove: (options: object) => Promise.resolve(removed.push({ id, ...options })),
    }),
  } as unknown as Docker;
  const staging = new Staging(docker, new InstallationScope('spec'), 'author');
  const key = { launchId: 'launch', run: 1 };
  const plan = { key, diskId: 'disk', epoch: 1n, image: 'image', volumes: { work: 'work', home: 'home' } };
  return { enter: () => staging.enter(plan), removed };
}

describe('staging', () => {
  test('is entered where the engine has no program to start', async () => {
    const { enter, removed } = engine(() => Promise.reject(refused));
    expect(await enter()).toMatchObject({ id: 'made' });
    expect(removed).toEqual([]);
  });

  test('fails for an image whose container starts, and leaves nothing of it', async () => {
    const { enter, removed } = engine(() => Promise.resolve());
    await expect(enter()).rejects.toMatchObject({ name: 'RunFailure', reason: 'BAD_IMAGE' });
    expect(removed).toEqual([{ id: 'made', force: true, v: true }]);
  });
});
