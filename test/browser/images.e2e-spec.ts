import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loose, Person } from '../e2e/support/person.js';
import { System } from '../e2e/support/system.js';
import { whyNoRegistry } from '../support/image-registry/find-docker-registry.js';
import { type ImageRegistry, startImageRegistry } from '../support/image-registry/image-registry.js';
import { pushImage } from '../support/image-registry/push-image.js';
import { until } from '../support/until.js';
import { browserTest } from './support/browser-test.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: images of a real registry: ${missing}\n`);
const withRegistry = missing === undefined ? describe : describe.skip;

const config = { Cmd: ['start-notebook.py'], ExposedPorts: { '8888/tcp': {} }, User: '1000' };
const created = '2026-11-01T10:00:00.000Z';

withRegistry('rule 1, adding: images, as their registry knows them', () => {
  let registry: ImageRegistry;
  let system: System;
  let grace: Person;
  let ada: Person;
  let reference: string;
  let digest: string;

  beforeAll(async () => {
    registry = await startImageRegistry();
    system = await System.start({ IMAGE_CHECK: 'on' });
    ({ grace, ada } = await system.everybody());
    reference = `${registry.host}/lab/python:1`;
    ({ digest } = await pushImage(registry, { repository: 'lab/python', tag: '1', config, created }));
  });
  afterAll(async () => {
    await system.remove();
    await registry.close();
  });

  const check = async (image: string): Promise<Loose> =>
    (await grace.get(`/images/check?reference=${encodeURIComponent(image)}`)).body;
  const add = (projectId: string, image: string) =>
    grace.post(`/projects/${projectId}/sessions`, { environment: { source: 'image', image, name: 'Mine' } });

  test('are looked at before they are added', async () => {
    expect(await check(reference)).toMatchObject({
      ...{ accessible: true, reference, digest, platforms: ['linux/amd64'], user: '1000', createdAt: created },
      ...{ exposedPorts: ['8888/tcp'], problems: [] },
    });
    await pushImage(registry, { repository: 'lab/root', config: { Cmd: ['bash'] } });
    expect(await check(`${registry.host}/lab/root`)).toMatchObject({
      problems: [{ code: 'runs-as-root' }, { code: 'nothing-listens' }],
    });
    expect(await check(`${registry.host}/lab/nothing:1`)).toMatchObject({
      accessible: false,
      problems: [{ code: 'image-not-found', severity: 'error' }],
    });
    expect(await check('10.0.0.1:5000/lab/inside:1')).toMatchObject({
      problems: [{ code: 'registry-not-allowed', severity: 'error' }],
    });
    expect((await grace.get('/images/check?reference=No%20Image')).status).toBe(400);
  });

  test('are what a session is pinned to; a newer one is taken when somebody asks for it', async () => {
    const projectId = await grace.createProject();
    const { status, body } = await add(projectId, reference);
    expect([status, body.environment.image]).toEqual([201, { reference, digest }]);
    const newer = await pushImage(registry, {
      repository: 'lab/python',
      tag: '1',
      config,
      created: '2026-11-02T10:00:00Z',
    });
    const path = `/projects/${projectId}/sessions/${body.sessionId}`;
    expect((await grace.get(path)).body.environment.image.digest).toBe(digest);
    expect((await grace.post(`${path}/image`, { newest: true })).body).toMatchObject({
      environment: { image: { reference, digest: newer.digest } },
    });
    expect((await grace.post(`${path}/image`, { digest: `sha256:${'0'.repeat(64)}` })).body).toMatchObject({
      ...{ status: 422, code: 'image-unusable' },
    });
    const refused = await add(projectId, `${registry.host}/lab/nothing:1`);
    expect(refused).toMatchObject({ status: 422, body: { errors: [{ pointer: '/environment/image' }] } });
    expect(refused.body['detail']).toContain(`has no ${registry.host}/lab/nothing:1`);
  });

  test('are what the catalogue offers', async () => {
    const published = await ada.post('/environments', { name: 'Python', image: `${registry.host}/lab/root` });
    expect(published).toMatchObject({ status: 201, body: { image: { digest: expect.stringMatching(/^sha256:/) } } });
    expect(await ada.post('/environments', { name: 'None', image: `${registry.host}/none` })).toMatchObject({
      ...{ status: 422, body: { code: 'image-unusable', errors: [{ pointer: '/image' }] } },
    });
  });

  browserTest(
    'are said while their reference is typed',
    () => system,
    async (browser) => {
      const projectId = await grace.createProject();
      const page = await browser.page('Grace');
      await page.goto(`${system.url}/projects/${projectId}`);
      await page.getByText('Use another image').click();
      const typed = page.getByLabel('Image reference');
      const said = page.getByRole('status', { name: 'What its registry says' });
      await typed.fill(`${registry.host}/lab/nothing:1`);
      await said.getByText('check how its path and tag are written').waitFor();
      await typed.fill(reference);
      await said.getByText('✓ Found: linux/amd64').waitFor();
      await typed.fill(`${registry.host}/lab/root`);
      await said.getByText('It runs as root.').waitFor();
    },
  );

  test('are pinned at the first launch where they could not be asked for before', async () => {
    system.settings['IMAGE_CHECK'] = 'off';
    await system.program.end();
    await system.restart();
    ({ grace } = await system.everybody());
    const projectId = await grace.createProject();
    const { body: session } = await add(projectId, `${registry.host}/lab/root`);
    expect(session.environment.image).toEqual({ reference: `${registry.host}/lab/root:latest` });
    system.settings['IMAGE_CHECK'] = 'on';
    await system.program.end();
    await system.restart();
    ({ grace } = await system.everybody());
    const { body: launch } = await grace.post(`/projects/${projectId}/launch`);
    const launched = await check(`${registry.host}/lab/root`);
    expect((await grace.get(`/launches/${launch.launchId}`)).body.image.digest).toBe(launched['digest']);
    await until('the session is pinned', async () => {
      const { body } = await grace.get(`/projects/${projectId}/sessions/${session.sessionId}`);
      return body.environment.image.digest === launched['digest'];
    });
    await grace.post(`/launches/${launch.launchId}/stop`, { discard: true });
  });
});
