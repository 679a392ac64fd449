import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type Launch, NodeSystem, type Wanted } from '../e2e/support/node-system.js';
import type { Loose } from '../e2e/support/person.js';
import { DenyingWebhook } from '../support/kubeplane/denying-webhook.js';
import { startAgain } from '../support/kubeplane/start-again.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { IdleNode } from '../support/real-node/idle-node.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { RefusingRegistry } from '../support/real-node/refusing-registry.js';
import { findChromium, TestBrowser } from './support/chromium.js';
import { toldFailure } from './support/told-failure.js';

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;
const chromium = parts && findChromium();
const { programs: image } = nodeImages;

onNode('API, history and console tell of a real node (needs test/real-node/run.sh)', () => {
  let node: NodeSystem;
  let registry: RefusingRegistry;
  let browser: TestBrowser | undefined;
  let page: Page | undefined;

  beforeAll(async () => {
    node = await NodeSystem.start(parts!, {
      archives: [parts!.images.programs],
      lostNodeSeconds: 12,
      settings: { KUBERNETES_EPHEMERAL_STORAGE: '0.03125' },
    });
    registry = await RefusingRegistry.start();
    if (chromium === undefined) return;
    browser = new TestBrowser(chromium, () => node.system.openUrl());
    page = await browser.page('Grace');
  });
  afterAll(async () => {
    await browser?.close();
    await node.close();
    registry.close();
  });

  describe('what a session waits for', () => {
    async function expectWaiting({ projectId }: { projectId: string }, detail: string): Promise<void> {
      const { body: history } = await node.grace.get<Loose[]>(`/projects/${projectId}/history`);
      expect(history).toContainEqual(
        expect.objectContaining({
          type: 'LaunchProgressed',
          data: expect.objectContaining({ phase: 'queued', detail }),
        }),
      );
      await page?.goto(`${node.system.url}/projects/${projectId}`);
      await page?.getByText(`Waiting for its turn: ${detail}`).first().waitFor();
    }

    test('room in the quota, until another one ends', async () => {
      const quota = `/api/v1/namespaces/${node.cluster.plane.namespace}/resourcequotas`;
      const first = await node.running({ image });
      await node.cluster.plane.admin.create(quota, { metadata: { name: 'small' }, spec: { hard: { pods: '1' } } });
      await node.cluster.plane.untilQuotaCounts('small');
      const second = await node.launched({ image });
      const phaseDetail = 'waiting for room in the quota small for pods=1';
      await node.untilIs(second.launchId, { status: 'launching', phase: 'queued', phaseDetail });
      await expectWaiting(second, phaseDetail);
      await node.discard(first.launchId);
      await node.untilIs(second.launchId, { status: 'running' });
      await node.discard(second.launchId);
      await node.cluster.plane.admin.send({ method: 'DELETE', path: `${quota}/small` });
    });
  });

  describe('a session that cannot be, or cannot go on, fails as', () => {
    const notesOf = async ({ launchId }: Launch): Promise<string> =>
      join((await node.diskOf(launchId)) ?? '/nonexistent', 'notes.txt');
    const failure = async (wanted: Wanted): Promise<Launch['reason']> =>
      toldFailure(node, page, await node.launched(wanted));

    test('OUT_OF_MEMORY', async () => {
      expect(await failure({ image, command: ['allocate'] })).toMatchObject({ code: 'OUT_OF_MEMORY' });
    });

    test('OUT_OF_EPHEMERAL_STORAGE', async () => {
      expect(await failure({ image, command: ['fill'] })).toMatchObject({ code: 'OUT_OF_EPHEMERAL_STORAGE' });
    });

    test('PROCESS_EXITED', async () => {
      expect(await failure({ image, command: ['crash'] })).toMatchObject({
        code: 'PROCESS_EXITED',
        message: expect.stringContaining('exit code 3'),
      });
    });

    test('COMMAND_NOT_FOUND', async () => {
      expect(await failure({ image, command: ['no-such-program'] })).toMatchObject({
        code: 'COMMAND_NOT_FOUND',
        message: expect.stringContaining('no-such-program'),
      });
    });

    test.each([
      ['IMAGE_NOT_FOUND', 'missing'],
      ['IMAGE_ACCESS_DENIED', 'private'],
      ['PLATFORM_MISMATCH', 'foreign'],
    ] as const)('%s', async (code, name) => {
      const reference = registry.reference(name);
      expect(await failure({ image: reference })).toMatchObject({ code, message: expect.stringContaining(reference) });
    });

    test('POLICY_DENIED, where a webhook of the cluster denies it, in the words of the webhook', async () => {
      const words = 'Only programs that end well may be run.';
      const webhook = await DenyingWebhook.start(node.cluster.plane, 'crash', words);
      try {
        const reason = await failure({ image, command: ['crash'] });
        expect(reason).toMatchObject({ code: 'POLICY_DENIED', message: expect.stringContaining(words) });
      } finally {
        await webhook.close();
      }
    });

    test('GONE, where its pod is deleted from outside', async () => {
      const launch = await node.running({ image });
      await node.cluster.plane.admin.send({ method: 'DELETE', path: await node.podPath(launch.launchId) });
      expect(await toldFailure(node, page, launch)).toMatchObject({ code: 'GONE' });
    });

    test('EVICTED, where its node is taken out of service', async () => {
      const launch = await node.running({ image });
      const { name, namespace } = (await node.podOf(launch.launchId))?.metadata ?? {};
      const eviction = { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name, namespace } };
      await node.cluster.plane.admin.create(`${await node.podPath(launch.launchId)}/eviction`, eviction);
      const message = 'Its node is taken out of service.';
      expect(await toldFailure(node, page, launch)).toMatchObject({ code: 'EVICTED', message });
    });

    test('EVICTED, where its node runs short of memory', async () => {
      const launch = await node.running({ image });
      await node.cluster.node.shortOfMemory(async () => {
        const message = 'Its node ran short of memory or disk.';
        expect(await toldFailure(node, page, launch)).toMatchObject({ code: 'EVICTED', message });
      });
    });

    test('NODE_LOST, where its node stops answering; resumed, it waits for what is left there, and has its files', async () => {
      const launch = await node.running({ image });
      await writeFile(await notesOf(launch), 'keep me');
      const idle = await IdleNode.join(node.cluster.plane.admin);
      await node.cluster.node.withoutKubelet(async () => {
        expect(await toldFailure(node, page, launch)).toMatchObject({ code: 'NODE_LOST' });
        await node.grace.post(`/launches/${launch.launchId}/resume`);
        await node.untilIs(launch.launchId, { status: 'launching', run: 2 });
      });
      await node.untilIs(launch.launchId, { status: 'running', run: 2 });
      idle.close();
      expect(await readFile(await notesOf(launch), 'utf8')).toBe('keep me');
    });

    test('CRASH_LOOP, where a rule of the cluster starts it again and again', async () => {
      await startAgain(node.cluster.plane.admin, node.cluster.plane.namespace, 'crash');
      expect(await failure({ image, command: ['crash'] })).toMatchObject({ code: 'CRASH_LOOP' });
    });
  });
});
