import { readFile } from 'node:fs/promises';
import { expect } from 'vitest';
import { Program } from '../../support/program.js';
import { NODE_ADDRESS } from '../../support/real-node/node-address.js';
import { nodeImages } from '../../support/real-node/node-images.js';
import type { RealCluster } from '../../support/real-node/real-cluster.js';

/** Of a whole story. */
const PATIENCE_MS = 150_000;

/** What it says on every runtime, without times, addresses and numbers. */
const storyLines = [
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

/** JupyterLab on the node has the name that the catalogue knows it by, so that nothing has to be pulled. */
export const nameAsInCatalogue = async ({ node }: RealCluster): Promise<void> => {
  const seed = await readFile('apps/worker/src/catalogue-seed.ts', 'utf8');
  const [inCatalogue = ''] = /quay\.io\/[^']+/.exec(seed) ?? [];
  await node.nameImage(nodeImages.jupyterLab, inCatalogue);
};

/** `npm run example` with these options and settings, told by `what`. */
export const expectTold = async (
  what: string,
  options: readonly string[],
  settings: NodeJS.ProcessEnv,
): Promise<void> => {
  const story = new Program('dist/examples/story/src/main.js', options, { STORY_HOST: NODE_ADDRESS, ...settings });
  const { code, stdout, stderr } = await story.ended(PATIENCE_MS);
  expect({ code, stderr }, `it told:\n${stdout}`).toEqual({ code: 0, stderr: '' });
  const told = stdout
    .trim()
    .split('\n')
    .map((line) => line.replace(/^ *[\d.]+ s {2}/, ''));
  expect(told[0]).toMatch(new RegExp(`^${what} is ready at`));
  expect(told.slice(1)).toEqual(storyLines.map((line): unknown => expect.stringMatching(new RegExp(`^${line}`))));
};
