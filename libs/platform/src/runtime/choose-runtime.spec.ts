import { describe, expect, test } from '@jest/globals';
import type { DockerSearch } from '#libs/session-runtime';
import { chooseRuntime } from './choose-runtime.js';

const engine = { docker: {}, address: 'unix:///run/podman/podman.sock' } as Extract<DockerSearch, { address: string }>;
const none = { docker: undefined, problem: 'No container engine answers.' };

const choose = (wanted: 'auto' | 'docker' | 'local' | 'kubernetes', found: DockerSearch) =>
  chooseRuntime({ SESSION_RUNTIME: wanted }, () => Promise.resolve(found));

describe('the runtime', () => {
  test('auto is docker where an engine answers, and says where', async () => {
    const choice = { name: 'docker', engine, why: expect.stringContaining(engine.address) };
    expect(await choose('auto', engine)).toEqual(choice);
  });

  test('auto is local where none answers, and says why', async () => {
    expect(await choose('auto', none)).toEqual({ name: 'local', why: none.problem });
  });

  test('local is local, whatever engines there are: none is asked', async () => {
    const search = () => Promise.reject(new Error('asked'));
    expect(await chooseRuntime({ SESSION_RUNTIME: 'local' }, search)).toMatchObject({ name: 'local' });
  });

  test('docker where none answers is refused: why, and what to do', async () => {
    await expect(choose('docker', none)).rejects.toThrow(/No container engine answers\..*DOCKER_HOST.*local/);
    expect(await choose('docker', engine)).toMatchObject({ name: 'docker' });
  });

  test('kubernetes is refused', async () => {
    await expect(choose('kubernetes', engine)).rejects.toThrow('not in this version');
  });
});
