import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Loose, Person } from '../e2e/support/person.js';
import { System } from '../e2e/support/system.js';
import { whyNoRegistry } from '../support/image-registry/find-docker-registry.js';
import { type ImageRegistry, startImageRegistry } from '../support/image-registry/image-registry.js';
import { layerOf, type PushedLayers, pushLayers } from '../support/image-registry/push-layers.js';
import { until } from '../support/until.js';
import { browserTest } from './support/browser-test.js';
import { hasFocus } from './support/has-focus.js';
import { isReadable } from './support/is-readable.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: what is in images of a real registry: ${missing}\n`);
const withRegistry = missing === undefined ? describe : describe.skip;

const site = 'usr/lib/python3/site-packages';
const wheel = (name: string, version: string) => ({
  [`${site}/${name}-${version}.dist-info/METADATA`]: `Name: ${name}\nVersion: ${version}\n`,
});

withRegistry('pitch: “I want to clearly understand … what is installed in it”', () => {
  let registry: ImageRegistry;
  let system: System;
  let grace: Person;
  let linus: Person;
  let ada: Person;
  let older: PushedLayers;
  let newer: PushedLayers;

  beforeAll(async () => {
    registry = await startImageRegistry();
    system = await System.start({ IMAGE_CHECK: 'on' });
    ({ grace, linus, ada } = await system.everybody());
    const base = await layerOf({ 'var/lib/dpkg/status': 'Package: bash\nVersion: 5\n', ...wheel('numpy', '1') });
    const upgrade = await layerOf({
      [`${site}/.wh.numpy-1.dist-info`]: '',
      ...wheel('numpy', '2'),
      ...wheel('torch', '1'),
    });
    older = await pushLayers(registry, { repository: 'lab/tools', tag: '1', layers: [base] });
    newer = await pushLayers(registry, { repository: 'lab/tools', tag: '2', layers: [base, upgrade] });
  });
  afterAll(async () => {
    await system.remove();
    await registry.close();
  });

  const asked = (path: string, parameters: Readonly<Record<string, string>> = {}): string =>
    `/images/${path}?${new URLSearchParams(parameters).toString()}`;
  const reference = (repository = 'lab/tools') => `${registry.host}/${repository}:1`;

  /** The answer, once it is no longer that it is being read. */
  const read = (path: string, parameters: Readonly<Record<string, string>>): Promise<{ status: number; body: Loose }> =>
    until(`${path} was read`, async () => {
      const answer = await grace.get(asked(path, parameters));
      return answer.status === 202 ? undefined : answer;
    });

  test('packages by manager, name and version, with the layer that brought them', async () => {
    const path = `${newer.digest}/contents`;
    expect(await grace.get(asked(path))).toMatchObject({ status: 404, body: { code: 'image-contents-unknown' } });
    const begun = await grace.get(asked(path, { reference: reference() }));
    expect(begun).toMatchObject({ status: 202, body: { digest: newer.digest, doneBytes: 0 } });
    expect(begun.headers.get('retry-after')).toBe('2');
    const { body } = await read(path, { reference: reference() });
    const [base, upgrade] = newer.layers;
    expect(body).toMatchObject({
      ...{ digest: newer.digest, source: 'layers', unread: [], found: 3 },
      managers: [
        { manager: 'dpkg', packages: 1 },
        { manager: 'pip', packages: 2 },
      ],
      packages: [
        { manager: 'dpkg', name: 'bash', version: '5', layer: base },
        { manager: 'pip', name: 'numpy', version: '2', layer: upgrade },
        { manager: 'pip', name: 'torch', version: '1', layer: upgrade },
      ],
    });
    expect((await linus.get(asked(path, { query: 'NUM' }))).body).toMatchObject({
      found: 1,
      packages: [{ name: 'numpy' }],
    });
  });

  test('page by page', async () => {
    const path = `${newer.digest}/contents`;
    await read(path, { reference: reference() });
    const first = await grace.get(asked(path, { limit: '2' }));
    const [, next = ''] = /<\/api\/v1([^>]+)>; rel="next"/.exec(first.headers.get('link') ?? '') ?? [];
    expect((await grace.get(next)).body).toMatchObject({ found: 3, packages: [{ name: 'torch' }] });
  });

  test('what another image adds, removes and changes', async () => {
    const { body } = await read('compare', {
      ...{ from: older.digest, to: newer.digest, fromReference: reference(), toReference: reference() },
    });
    expect(body).toEqual({
      ...{ from: older.digest, to: newer.digest, removed: [] },
      added: [{ manager: 'pip', name: 'torch', version: '1' }],
      changed: [{ manager: 'pip', name: 'numpy', from: '1', to: '2' }],
    });
  });

  test('or why it cannot be said', async () => {
    const broken = await pushLayers(registry, {
      repository: 'lab/broken',
      tag: '1',
      layers: [Buffer.alloc(999, 'no tar')],
    });
    expect(await read(`${broken.digest}/contents`, { reference: reference('lab/broken') })).toMatchObject({
      ...{
        status: 422,
        body: { code: 'image-contents-unreadable', detail: expect.stringContaining('not a tar archive') },
      },
    });
    const unknown = `sha256:${'0'.repeat(64)}/contents`;
    expect(await read(unknown, { reference: reference() })).toMatchObject({
      ...{ status: 422, body: { code: 'image-contents-unreadable', reason: 'image-not-found' } },
    });
    expect(await read(unknown, { reference: '10.0.0.1:5000/lab/inside:1' })).toMatchObject({
      ...{ status: 422, body: { reason: 'registry-not-allowed' } },
    });
    expect((await grace.get(asked('sha256:short/contents'))).status).toBe(404);
    expect((await grace.get(asked('compare', { from: older.digest, to: 'x' }))).status).toBe(400);
  });

  browserTest(
    'in the console: by search, by manager, and what a newer image changes',
    () => system,
    async (browser) => {
      const published = await ada.post('/environments', { name: 'Tools', image: reference() });
      const { environmentId } = published.body;
      const projectId = await grace.createProject();
      const environment = { source: 'catalogue', environmentId };
      await grace.post(`/projects/${projectId}/sessions`, { environment, name: 'Analysis' });
      await ada.call('PATCH', `/environments/${environmentId}`, {
        body: { image: `${registry.host}/lab/tools:2` },
        headers: { 'If-Match': published.headers.get('etag') ?? '' },
      });

      const page = await browser.page('Grace');
      await page.goto(`${system.url}/projects/${projectId}`);
      const opener = page.getByRole('button', { name: 'What is inside the image of Analysis' });
      await opener.press('Enter');
      const dialog = page.getByRole('dialog', { name: 'What is inside “Analysis”' });
      const rows = dialog.getByRole('table').getByRole('row');
      await dialog.getByText('2 packages').waitFor();
      expect(await rows.allInnerTexts()).toEqual([
        ...['Package\tVersion\tOf\tLayer', `bash\t5\tDebian\t${older.layers[0]?.slice(7, 19)}`],
        `numpy\t1\tPython\t${older.layers[0]?.slice(7, 19)}`,
      ]);
      await isReadable(page);
      await dialog.getByLabel('Find a package').fill('NUM');
      await dialog.getByText('1 package', { exact: true }).waitFor();
      await dialog.getByLabel('Of').selectOption('dpkg');
      await dialog.getByText('No package is called so.').waitFor();
      await page.keyboard.press('Escape');
      await dialog.waitFor({ state: 'detached' });
      await hasFocus(opener);

      await page.getByRole('button', { name: 'What changes with the newer image of Analysis' }).press('Enter');
      const changes = page.getByRole('region', { name: 'What changes' });
      await changes.getByText('numpy 1 → 2').waitFor();
      await changes.getByText('torch 1').waitFor();
      await isReadable(page);
      await page.keyboard.press('Escape');
      await changes.waitFor({ state: 'detached' });
    },
  );

  browserTest(
    'or why it cannot be said, in the console',
    () => system,
    async (browser) => {
      const layers = [Buffer.alloc(999, 'no tar')];
      await pushLayers(registry, { repository: 'lab/damaged', tag: '1', layers });
      const projectId = await grace.createProject();
      const environment = { source: 'image', image: reference('lab/damaged'), name: 'Damaged' };
      await grace.post(`/projects/${projectId}/sessions`, { environment, name: 'Damaged' });
      const page = await browser.page('Grace');
      await page.goto(`${system.url}/projects/${projectId}`);
      await page.getByRole('button', { name: 'What is inside the image of Damaged' }).click();
      await page.getByRole('alert').getByText('One of its layers is not a tar archive').waitFor();
      await isReadable(page);
      await page.getByRole('button', { name: 'Try again' }).press('Enter');
      await page.getByRole('alert').getByText('One of its layers is not a tar archive').waitFor();
    },
  );

  test('is known after a restart, also where no registry is asked', async () => {
    await read(`${newer.digest}/contents`, { reference: reference() });
    system.settings['IMAGE_CHECK'] = 'off';
    await system.program.end();
    await system.restart();
    ({ grace } = await system.everybody());
    expect((await grace.get(asked(`${newer.digest}/contents`))).body).toMatchObject({ found: 3 });
    const unknown = `sha256:${'1'.repeat(64)}/contents`;
    expect(await read(unknown, { reference: reference() })).toMatchObject({
      ...{ status: 422, body: { detail: expect.stringContaining('IMAGE_CHECK=off') } },
    });
  });
});
