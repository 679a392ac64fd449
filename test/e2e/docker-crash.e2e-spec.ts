import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { whyNoEngine } from '../../libs/session-runtime/src/docker/docker-engine.fixture.js';
import {
  type DockerRuntimeUnderTest,
  dockerRuntimeUnderTest,
} from '../../libs/session-runtime/src/docker/docker-runtime.fixture.js';
import { labelName } from '../../libs/session-runtime/src/docker/object-labels.js';
import { until } from '../support/until.js';
import type { Loose, Person } from './support/person.js';
import { System } from './support/system.js';

const reason = whyNoEngine();
if (reason !== undefined) process.stderr.write(`SKIPPED: kill -9 of a worker at Podman: ${reason}\n`);
(reason === undefined ? describe : describe.skip)('a process that is killed while it prepares a container', () => {
  let under: DockerRuntimeUnderTest;
  let system: System | undefined;

  beforeAll(async () => {
    under = await dockerRuntimeUnderTest(60_000);
    system = await System.start({ SESSION_RUNTIME: 'docker', DOCKER_HOST: under.engine.address });
  });
  afterAll(async () => {
    await system?.remove();
    await under.close();
  });

  const grace = (): Promise<Person> => system!.person('grace');

  async function launched(repository: string): Promise<string> {
    const person = await grace();
    const projectId = await person.createProject();
    await person.post(`/projects/${projectId}/repositories`, { url: repository });
    const { image, imageRun: run } = under.image();
    const environment = { source: 'image', image: image.reference, name: 'Of this test', run };
    await person.post(`/projects/${projectId}/sessions`, { environment });
    const { status, body } = await person.post(`/projects/${projectId}/launch`);
    expect(status).toBe(202);
    return String(body['launchId']);
  }

  async function killed(): Promise<void> {
    await system!.program.end('SIGKILL');
    await system!.restart();
  }

  const containersOf = async (launchId: string, kind: 'staging' | 'session') => {
    const label = [`${labelName('launch')}=${launchId}`];
    const all = await under.engine.docker.listContainers({ all: true, filters: { label } });
    return all.filter(({ Labels }) => Labels[labelName('kind')] === kind);
  };

  async function untilRunning(launchId: string): Promise<Loose> {
    const person = await grace();
    return until(
      'it runs',
      async () => {
        const { body } = await person.get(`/launches/${launchId}`);
        return body['status'] === 'running' && body;
      },
      60_000,
    );
  }

  async function runsOnce(launchId: string): Promise<void> {
    expect(await untilRunning(launchId)).toMatchObject({ run: 1, warnings: [] });
    const [container, ...others] = await containersOf(launchId, 'session');
    expect([others, await containersOf(launchId, 'staging')]).toEqual([[], []]);
    const cloned = JSON.parse(container?.Labels[labelName('commits')] ?? '') as unknown;
    expect(cloned).toMatchObject([{ commit: under.repositories?.good.commit }]);
  }

  test('while it clones: the next one clones again, and one container runs', async () => {
    const held = under.repositories!.hold();
    const launchId = await launched(held.url);
    await until('it is being cloned', async () => (await containersOf(launchId, 'staging')).length === 1);
    await killed();
    held.release();
    await runsOnce(launchId);
  });

  test('when its container is made: the next one starts that very container', async () => {
    const launchId = await launched(under.repositories!.good.url);
    await until('its container is there', async () => (await containersOf(launchId, 'session')).length === 1);
    await killed();
    await runsOnce(launchId);
  });
});
