import type Docker from 'dockerode';
import { describe, expect, test } from 'vitest';
import { lookAtRuns } from './look-at-runs.js';
import { writeLabels } from './object-labels.js';

/** An engine with an ended container of each run, and a note of some; it writes down which containers it is asked about. */
function engine(runs: readonly number[], noted: readonly number[], kind = 'run') {
  const inspected: string[] = [];
  const labels = (kind: string, run: number) => writeLabels({ kind, launch: 'launch', run: String(run) });
  const containers = runs.map((run) => ({
    ...{ Id: `container-${run}`, State: 'exited', Ports: [], Labels: labels('session', run) },
  }));
  const inspect = (id: string) => {
    inspected.push(id);
    return Promise.resolve({ State: { ExitCode: 3, OOMKilled: false, Error: '' }, HostConfig: {} });
  };
  const docker = {
    listContainers: () => Promise.resolve(containers),
    listVolumes: () => Promise.resolve({ Volumes: noted.map((run) => ({ Labels: labels(kind, run) })) }),
    getContainer: (id: string) => ({ inspect: () => inspect(id) }),
  } as unknown as Docker;
  return { docker, inspected };
}

describe('a look at runs', () => {
  test('asks how a container ended only where its run exists', async () => {
    const { docker, inspected } = engine([1, 2, 3], [3]);
    const runs = await lookAtRuns(docker, { label: [] });
    expect(inspected).toEqual(['container-3']);
    expect(runs.find(({ key: { run } }) => run === 3)?.container?.exit).toMatchObject({ code: 3 });
  });

  test.each([
    ['ERROR (catatonit:2): failed to exec pid1: No such file or directory', 127],
    ['Traceback (most recent call last):', 1],
  ])('knows from what Podman’s init printed whether there was a program: %s', async (printed, code) => {
    const { docker } = engine([1], [1]);
    docker.getContainer = () =>
      ({
        inspect: () => Promise.resolve({ State: { ExitCode: 1, OOMKilled: false, Error: '' }, HostConfig: {} }),
        logs: () => Promise.resolve(Buffer.from(`\u0002\0\0\0\0\0\0\u0040${printed}\n`)),
      }) as unknown as Docker.Container;
    expect(await lookAtRuns(docker, { label: [] })).toMatchObject([{ container: { exit: { code } } }]);
  });

  test('knows the containers that are kept for what they printed', async () => {
    const { docker } = engine([1], []);
    expect(await lookAtRuns(docker, { label: [] })).toMatchObject([
      { container: { id: 'container-1', state: 'ended' } },
    ]);
  });

  test('finds the container of a run that became ready while it looked', async () => {
    const { docker } = engine([1], [1], 'ready');
    const answers = [[], await docker.listContainers()];
    docker.listContainers = () => Promise.resolve(answers.shift() ?? []);
    expect(await lookAtRuns(docker, { label: [] })).toMatchObject([{ container: { id: 'container-1' } }]);
  });
});
