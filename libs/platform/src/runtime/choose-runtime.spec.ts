import { describe, expect, test } from 'vitest';
import type { DockerSearch } from '#libs/session-runtime';
import { type ChosenBefore, chooseRuntime } from './choose-runtime.js';

const engine = { docker: {}, address: 'unix:///run/podman/podman.sock' } as Extract<DockerSearch, { address: string }>;
const none = { docker: undefined, problem: 'No container engine answers.' };

const choose = (wanted: 'auto' | 'docker' | 'local' | 'kubernetes', found: DockerSearch, chosenBefore?: ChosenBefore) =>
  chooseRuntime({ SESSION_RUNTIME: wanted }, { search: () => Promise.resolve(found), chosenBefore });

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
    const places = { search, chosenBefore: undefined };
    expect(await chooseRuntime({ SESSION_RUNTIME: 'local' }, places)).toMatchObject({ name: 'local' });
  });

  test('docker where none answers is refused: why, and what to do', async () => {
    await expect(choose('docker', none)).rejects.toThrow(/No container engine answers\..*DOCKER_HOST.*local/);
    expect(await choose('docker', engine)).toMatchObject({ name: 'docker' });
  });

  test('kubernetes is kubernetes', async () => {
    expect(await choose('kubernetes', none)).toMatchObject({ name: 'kubernetes' });
  });

  test('auto stays what it was: sessions and their files are there', async () => {
    expect(await choose('auto', engine, 'local')).toMatchObject({ name: 'local' });
    expect(await choose('auto', engine, 'docker')).toMatchObject({ name: 'docker' });
    await expect(choose('auto', none, 'docker')).rejects.toThrow(
      /are in containers.*No container engine answers.*local/,
    );
  });

  test('that is set counts, whatever was chosen before', async () => {
    expect(await choose('docker', engine, 'local')).toMatchObject({ name: 'docker' });
    expect(await choose('local', engine, 'docker')).toMatchObject({ name: 'local' });
  });
});
