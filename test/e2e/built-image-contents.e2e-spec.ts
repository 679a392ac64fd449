import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type GitServer, startGitServer } from '../support/git-server/git-server.js';
import { whyNoRegistry } from '../support/image-registry/find-docker-registry.js';
import {
  type ImageRegistry,
  registryCredentials,
  startImageRegistry,
} from '../support/image-registry/image-registry.js';
import { layerOf, pushLayers } from '../support/image-registry/push-layers.js';
import { until } from '../support/until.js';
import type { Answer, Loose, Person } from './support/person.js';
import { System } from './support/system.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: what is in images of code repositories: ${missing}\n`);
const withRegistry = missing === undefined ? describe : describe.skip;

withRegistry('what is in an image of a private registry', () => {
  let git: GitServer;
  let registry: ImageRegistry;
  let directory: string;
  let system: System;
  let grace: Person;
  let linus: Person;
  let audrey: Person;
  let projectId: string;
  let image: { reference: string; digest: string };

  const ask = (who: Person, parameters: Readonly<Record<string, string>> = {}): Promise<Answer> =>
    who.get(`/images/${image.digest}/contents?${new URLSearchParams(parameters).toString()}`);
  const read = (who: Person): Promise<Answer> =>
    until('it was read', async () => {
      const answer = await ask(who, { reference: image.reference });
      return answer.status === 202 ? undefined : answer;
    });
  const refused = async (who: Person): Promise<Loose[]> => [(await ask(who)).body, (await read(who)).body];

  beforeAll(async () => {
    [git, registry] = await Promise.all([startGitServer(), startImageRegistry('password')]);
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-code-hosts-'));
    const file = join(directory, 'code-hosts.json');
    await writeFile(file, JSON.stringify([{ url: git.origin, registry: registry.host, pull: registryCredentials }]));
    system = await System.start({ IMAGE_CHECK: 'on', CODE_HOSTS_FILE: file, IMAGE_POLL: '3600' });
    ({ grace, linus, audrey } = await system.everybody());
    const commit = await git.commit('private/analysis', { branch: 'main', files: { 'requirements.txt': 'numpy' } });
    const layers = [await layerOf({ 'var/lib/dpkg/status': 'Package: bash\nVersion: 5\n' })];
    await pushLayers(registry, { repository: 'private/analysis', tag: commit.slice(0, 8), layers });
    const connection = `/me/connections/${encodeURIComponent(new URL(git.origin).host)}`;
    await grace.call('PUT', connection, { body: { token: git.token } });
    projectId = await grace.createProject();
    const url = `${git.origin}/private/analysis.git`;
    const { body: repository } = await grace.post(`/projects/${projectId}/repositories`, { url });
    const environment = { source: 'repository', repositoryId: repository['repositoryId'] };
    const { body: session } = await grace.post(`/projects/${projectId}/sessions`, { environment });
    image = session['environment'].image;
    // whoever knows its address can do so
    await linus.post(`/projects/${await linus.createProject()}/repositories`, { url });
  });
  afterAll(async () => {
    await system.remove();
    await Promise.all([registry.close(), git.close()]);
    await rm(directory, { recursive: true, force: true });
  });

  test('is not read for those whose projects have no session from the repository', async () => {
    expect(await refused(linus)).toMatchObject([
      { code: 'image-contents-unknown' },
      { code: 'image-contents-unreadable', reason: 'image-not-public' },
    ]);
  });

  test('is told to those whose project has one, and then still to no others', async () => {
    expect(await read(grace)).toMatchObject({ status: 200, body: { packages: [{ name: 'bash', version: '5' }] } });
    expect((await ask(grace)).status).toBe(200);
    expect(await refused(linus)).toMatchObject([
      { code: 'image-contents-unknown' },
      { code: 'image-contents-unreadable', reason: 'image-not-public' },
    ]);
    // auditors read every project
    expect((await ask(audrey)).status).toBe(200);
    await grace.setRole(projectId, linus, 'viewer');
    expect((await ask(linus)).status).toBe(200);
  });
});
