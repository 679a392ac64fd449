import type Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import { InstallationScope } from './installation-scope.js';
import { RunContainers } from './run-containers.js';

/** An engine that answers each start with this. */
function startedAt(statusCode: number, message: string): Promise<void> {
  const error = Object.assign(new Error(message), { statusCode });
  const docker = { getContainer: () => ({ start: () => Promise.reject(error) }) } as unknown as Docker;
  return new RunContainers(docker, new InstallationScope('spec')).start({ launchId: 'launch', run: 1 });
}

describe('the start of a container', () => {
  test.each([
    [304, 'container already started'],
    [500, 'container state improper'],
    [404, 'no such container'],
  ])('that another process started or removed meanwhile is no failure: %i %s', async (statusCode, message) => {
    await expect(startedAt(statusCode, message)).resolves.toBeUndefined();
  });

  test('that the engine refuses is one', async () => {
    await expect(startedAt(500, 'exec: "jupyter": executable file not found in $PATH')).rejects.toThrow('not found');
  });
});
