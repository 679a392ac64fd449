import { readFile } from 'node:fs/promises';
import { afterAll, beforeAll, describe, expect, jest, test } from '@jest/globals';
import { Program } from '../support/program.js';
import { findRealNode } from '../support/real-node/find-real-node.js';
import { NODE_ADDRESS } from '../support/real-node/node-address.js';
import { nodeImages } from '../support/real-node/node-images.js';
import { RealCluster } from '../support/real-node/real-cluster.js';

const parts = findRealNode();
const onNode = parts === undefined ? describe.skip : describe;
const PATIENCE_MS = 150_000;

jest.setTimeout(PATIENCE_MS + 20_000);

/** What it says on every runtime, without times, addresses and numbers. */
const lines = [
  'signed in as Grace',
  'created a project, and listens to it live',
  'connected the code repository',
  "added the environment “Jupyter Python”: a session, and the project's default",
  'configured it: a name and minimum resources',
  'launched the default session with one click',
  'saw it live:',
  'it runs on the kubernetes runtime, which uses the image',
  'opened JupyterLab: the file is in /work/analysis, and a kernel printed 42 over a WebSocket',
  'paused it',
  'resumed it: run 2, with the same /work',
  'stopped it',
  'replayed the history:',
  'travelled back to before it was configured: it was called “Jupyter Python”',
  'done',
];

onNode('npm run example on a real node (needs test/real-node/run.sh)', () => {
  let cluster: RealCluster;
  beforeAll(async () => {
    const { programs, jupyterLab, clone } = parts!.images;
    cluster = await RealCluster.start(parts!, [programs, jupyterLab, clone]);
    const [inCatalogue = ''] =
      /quay\.io\/[^']+/.exec(await readFile('apps/worker/src/catalogue-seed.ts', 'utf8')) ?? [];
    await cluster.node.nameImage(nodeImages.jupyterLab, inCatalogue);
  });
  afterAll(() => cluster.close());

  test.each([
    ['a standalone', []],
    ['a deployment of two of each part', ['--processes']],
  ])('is the same story, told by %s', async (what, options) => {
    const story = new Program('dist/examples/story/src/main.js', options, {
      SESSION_RUNTIME: 'kubernetes',
      KUBECONFIG: cluster.plane.kubeconfig('standalone'),
      SESSION_CLONE_IMAGE: nodeImages.clone,
      OUTBOUND_ALLOWED: NODE_ADDRESS,
      STORY_HOST: NODE_ADDRESS,
    });
    const { code, stdout, stderr } = await story.ended(PATIENCE_MS);
    expect({ code, stderr }).toEqual({ code: 0, stderr: '' });
    const told = stdout
      .trim()
      .split('\n')
      .map((line) => line.replace(/^ *[\d.]+ s {2}/, ''));
    expect(told[0]).toMatch(new RegExp(`^${what} is ready at`));
    expect(told.slice(1)).toEqual(lines.map((line) => expect.stringMatching(new RegExp(`^${line}`))));
  });
});
