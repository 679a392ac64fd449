import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Listener } from '../e2e/support/listener.js';
import type { Answer, Loose, Person } from '../e2e/support/person.js';
import { System } from '../e2e/support/system.js';
import { whyNoRegistry } from '../support/image-registry/find-docker-registry.js';
import { until } from '../support/until.js';
import { browserTest } from './support/browser-test.js';
import { CodeHost } from './support/code-host.js';
import { isReadable } from './support/is-readable.js';

const missing = whyNoRegistry();
if (missing !== undefined) process.stdout.write(`SKIPPED: images of code repositories: ${missing}\n`);
const withRegistry = missing === undefined ? describe : describe.skip;

withRegistry('rule 2, pinned: images that code repositories build', () => {
  let host: CodeHost;
  let system: System;
  let grace: Person;
  let linus: Person;
  let audrey: Person;

  const connected = async (path: string): Promise<{ projectId: string; repositoryId: string }> => {
    const projectId = await grace.createProject();
    const url = `${host.git.origin}/${path}.git`;
    const { body } = await grace.post<{ repositoryId: string }>(`/projects/${projectId}/repositories`, { url });
    return { projectId, repositoryId: body.repositoryId };
  };

  const add = (of: { projectId: string; repositoryId: string }, more: object = {}): Promise<Answer> =>
    grace.post(`/projects/${of.projectId}/sessions`, {
      environment: { source: 'repository', repositoryId: of.repositoryId, ...more },
    });

  const session = async (projectId: string, sessionId: string): Promise<Loose> =>
    (await grace.get(`/projects/${projectId}/sessions/${sessionId}`)).body;

  beforeAll(async () => {
    host = await CodeHost.start();
    system = await System.start({ CODE_HOSTS_FILE: host.file, IMAGE_CHECK: 'on', IMAGE_POLL: '3600' });
    ({ grace, linus, audrey } = await system.everybody());
  });
  afterAll(async () => {
    await system.remove();
    await host.close();
  });

  test('are what a session is pinned to; a newer one is an offer, and taken when somebody asks for it', async () => {
    const first = await host.build('public/analysis');
    const of = await connected('public/analysis');
    const added = await add(of);
    expect(added).toMatchObject({
      status: 201,
      body: {
        ...{ name: 'analysis', source: { kind: 'repository', repositoryId: of.repositoryId, branch: 'main' } },
        environment: {
          image: {
            reference: `${host.registry.host}/public/analysis:${first.commit.slice(0, 8)}`,
            digest: first.digest,
          },
        },
      },
    });
    const { sessionId } = added.body as { sessionId: string };
    const second = await host.build('public/analysis', { content: 'numpy pandas' });
    expect((await host.tell(system.url, 'public/analysis')).status).toBe(202);
    await until(
      'the newer image is offered',
      async () => (await session(of.projectId, sessionId))['imageUpdate'] !== undefined || undefined,
    );
    expect(await session(of.projectId, sessionId)).toMatchObject({
      environment: { image: { digest: first.digest } },
      imageUpdate: { digest: second.digest, commit: second.commit },
    });
    const path = `/projects/${of.projectId}/sessions/${sessionId}/image`;
    expect((await grace.post(path, { newest: true })).body).toMatchObject({
      environment: { image: { digest: second.digest } },
    });
    expect((await session(of.projectId, sessionId))['imageUpdate']).toBeUndefined();
    expect((await grace.post(path, { digest: first.digest })).body).toMatchObject({
      environment: { image: { digest: first.digest } },
    });
  });

  test('are told to every editor, live and once, however often a hook says it; and nothing changes by itself', async () => {
    await host.build('public/told');
    const of = await connected('public/told');
    await grace.setRole(of.projectId, linus, 'editor');
    await grace.setRole(of.projectId, audrey, 'viewer');
    const { sessionId } = (await add(of)).body as { sessionId: string };
    const before = await session(of.projectId, sessionId);
    const newer = await host.build('public/told', { content: 'numpy polars' });
    const listeners = await Promise.all([grace, linus, audrey].map(({ token }) => Listener.connect(system.url, token)));
    try {
      await Promise.all(listeners.map((listener) => listener.subscribeToInbox()));
      const began = performance.now();
      await Promise.all(Array.from({ length: 50 }, () => host.tell(system.url, 'public/told')));
      const heard = await Promise.all(listeners.slice(0, 2).map((listener) => listener.first('NotificationRaised')));
      process.stdout.write(`told ${Math.round(performance.now() - began)} ms after the first of 50 hooks\n`);
      expect(heard[0]?.data).toMatchObject({
        ...{ kind: 'image-available', sessionId, commit: newer.commit, branch: 'main' },
        image: { digest: newer.digest },
      });
      // what comes after is told after
      const last = await host.build('public/told', { content: 'numpy polars r' });
      await host.tell(system.url, 'public/told');
      const ofLast = ({ data }: { readonly data: Loose }) => (data['commit'] as string) === last.commit;
      const told = await Promise.all(
        listeners.slice(0, 2).map((listener) => listener.first('NotificationRaised', ofLast)),
      );
      const position = Math.max(...told.map((event) => Number(event.position)));
      const seen = { 'Min-Position': String(position) };
      expect((await linus.get<Loose[]>('/notifications?unread=true', seen)).body).toHaveLength(1);
      expect(listeners[0]?.events.filter(({ type }) => type === 'NotificationRaised')).toHaveLength(2);
      expect(listeners[2]?.events).toEqual([]);
    } finally {
      for (const listener of listeners) listener.close();
    }
    const after = await session(of.projectId, sessionId);
    expect(after['environment']).toEqual(before['environment']);
  });

  test('of older commits are listed by branch, and a session begins with any of them, or is moved to it', async () => {
    const of = await connected('public/older');
    const repository = `/projects/${of.projectId}/repositories/${of.repositoryId}`;
    const build = async (branch: string, content: string) => {
      const built = await host.build('public/older', { branch, content });
      expect((await grace.get(`${repository}/branches?branch=${branch}`)).status).toBe(200);
      return built;
    };
    const first = await build('main', 'numpy');
    const second = await build('main', 'numpy pandas');
    const plots = await build('plots', 'matplotlib');
    const newest = await build('main', 'numpy pandas r');
    const images = async (query: string): Promise<{ commits: unknown[]; next: string }> => {
      const { body, headers } = await grace.get<Loose[]>(`${repository}/images?${query}`);
      const [, next = ''] = /cursor=([^&>]+)/.exec(headers.get('link') ?? '') ?? [];
      return { commits: body.map(({ commit }) => commit as unknown), next };
    };
    await until('they are listed', async () => (await images('branch=main')).commits.length === 3);
    const page = await images('branch=main&limit=2');
    expect(page.commits).toEqual([newest.commit, second.commit]);
    expect((await images(`branch=main&limit=2&cursor=${page.next}`)).commits).toEqual([first.commit]);
    expect((await images('branch=plots')).commits).toEqual([plots.commit]);
    expect((await images('branch=none')).commits).toEqual([]);

    const added = await add(of, { branch: 'main', commit: first.commit });
    expect(added).toMatchObject({
      status: 201,
      body: { environment: { image: { digest: first.digest } }, imageUpdate: { digest: newest.digest } },
    });
    expect(await add(of, { branch: 'main', commit: plots.commit })).toMatchObject({
      ...{ status: 409, body: { code: 'no-image-yet', errors: [{ pointer: '/environment/commit' }] } },
    });
    const { sessionId } = added.body as { sessionId: string };
    const path = `/projects/${of.projectId}/sessions/${sessionId}/image`;
    expect((await grace.post(path, { digest: second.digest })).body).toMatchObject({
      environment: { image: { digest: second.digest } },
    });
    expect(await grace.post(path, { digest: plots.digest })).toMatchObject({ body: { code: 'image-not-offered' } });
  });

  test('come no more of a branch that is gone, which its sessions and the list of branches say until it is there again', async () => {
    await host.build('public/gone');
    await host.build('public/gone', { branch: 'plots', content: 'matplotlib' });
    const of = await connected('public/gone');
    const { sessionId } = (await add(of, { branch: 'plots' })).body as { sessionId: string };
    const goneSince = async () => (await session(of.projectId, sessionId))['branchGoneSince'] as string | undefined;
    const branches = async () =>
      (await grace.get<Loose[]>(`/projects/${of.projectId}/repositories/${of.repositoryId}/branches`)).body;
    expect(await goneSince()).toBeUndefined();
    await host.git.deleteBranch('public/gone', 'plots');
    await host.tell(system.url, 'public/gone');
    const since = await until('the session says that its branch is gone', goneSince);
    expect(await branches()).toMatchObject([
      { branch: 'main', isDefault: true },
      { branch: 'plots', isDefault: false, goneSince: since, image: { branch: 'plots' } },
    ]);
    expect((await add(of, { branch: 'plots' })).body['detail']).toBe('The repository has no branch plots.');

    const again = await host.build('public/gone', { branch: 'plots', content: 'matplotlib seaborn' });
    await host.tell(system.url, 'public/gone');
    await until('the branch is there again', async () => (await goneSince()) === undefined || undefined);
    const offered = async () => (await session(of.projectId, sessionId))['imageUpdate'] as Loose | undefined;
    expect(await until('its newer image is offered', offered)).toMatchObject({ digest: again.digest });
  });

  browserTest(
    'are chosen, told and taken in the browser',
    () => system,
    async (browser) => {
      const first = await host.build('public/browser');
      const of = await connected('public/browser');
      const page = await browser.page('Grace');
      await page.goto(`${system.url}/projects/${of.projectId}`);
      await page.getByText('Use the image that a code repository builds').click();
      await page.getByText(`✓ The image of its newest commit, ${first.commit.slice(0, 8)}`).waitFor();
      await isReadable(page);
      await page.getByRole('button', { name: 'Add this branch' }).click();
      const card = page.getByRole('article', { name: 'browser' });
      await card.getByText('Built by the repository browser, branch main').waitFor();
      const second = await host.build('public/browser', { content: 'numpy zarr' });
      await host.tell(system.url, 'public/browser');
      await page.getByRole('link', { name: /^Inbox, \d+ unread$/ }).waitFor();
      await card.getByText(`of commit ${second.commit.slice(0, 8)}`).waitFor();
      await isReadable(page);
      await card.getByRole('button', { name: /^Take the newer image/ }).click();
      await card
        .getByText(`public/browser:${second.commit.slice(0, 8)}`)
        .first()
        .waitFor();
      await card.getByText('A newer image is available').waitFor({ state: 'detached' });
    },
  );

  test('are found by the poll where no hook comes', async () => {
    system.settings['IMAGE_POLL'] = '1';
    await system.program.end();
    await system.restart();
    ({ grace, linus, audrey } = await system.everybody());
    await host.build('public/polled');
    const of = await connected('public/polled');
    const { sessionId } = (await add(of)).body as { sessionId: string };
    const { digest } = await host.build('public/polled', { content: 'numpy scipy' });
    const offered = async () => (await session(of.projectId, sessionId))['imageUpdate'] as Loose | undefined;
    expect(await until('the newer image is offered', offered)).toMatchObject({ digest });
  });

  test('are found again once the code host and the registry answer again', async () => {
    await host.build('public/away');
    const of = await connected('public/away');
    const { sessionId } = (await add(of)).body as { sessionId: string };
    host.git.hangs = true;
    expect(await add(of)).toMatchObject({ status: 503, body: { code: 'code-host-unreachable' } });
    host.git.hangs = false;
    const { digest } = await host.build('public/away', { content: 'numpy scipy' });
    const offered = async () => (await session(of.projectId, sessionId))['imageUpdate'] as Loose | undefined;
    expect(await until('the newer image is offered', offered, 40_000)).toMatchObject({ digest });
  });

  test('are answered as at first where the same request comes again, whatever has become of the code host', async () => {
    await host.build('public/again');
    const { projectId, repositoryId } = await connected('public/again');
    const again = () =>
      grace.post(
        `/projects/${projectId}/sessions`,
        { environment: { source: 'repository', repositoryId } },
        { 'Idempotency-Key': 'once' },
      );
    const first = await again();
    host.git.hangs = true;
    try {
      expect(await again()).toMatchObject({ status: 201, body: { sessionId: first.body['sessionId'] as string } });
    } finally {
      host.git.hangs = false;
    }
  });

  test('are listed by branch, for whoever may read the repository', async () => {
    const main = await host.build('public/branches');
    await host.git.commit('public/branches', { branch: 'plots', files: { 'a.txt': 'a' } });
    const of = await connected('public/branches');
    const path = `/projects/${of.projectId}/repositories/${of.repositoryId}`;
    const { body: branches } = await grace.get(`${path}/branches?branch=plots`);
    expect(branches).toMatchObject([
      { branch: 'main', isDefault: true, commit: main.commit },
      { branch: 'plots', isDefault: false, missing: { code: 'no-image-yet' } },
    ]);
    const { body: images } = await grace.get(`${path}/images`);
    expect(images).toMatchObject([{ branch: 'main', commit: main.commit, image: { digest: main.digest } }]);
    expect((await linus.get(`${path}/images`)).status).toBe(404);
  });

  test('there is none until the pipeline has built one, which is said', async () => {
    await host.git.commit('public/unbuilt', { files: { 'a.txt': 'a' } });
    const of = await connected('public/unbuilt');
    const refused = await add(of);
    expect(refused).toMatchObject({ status: 409, body: { code: 'no-image-yet' } });
    expect(refused.body['detail']).toContain('pipeline');
    expect((await add(of, { branch: 'none' })).body['detail']).toBe('The repository has no branch none.');
    await host.build('public/unbuilt');
    expect((await add(of)).status).toBe(201);
  });

  test('of a repository that one may not read are nobody’s, whatever token this installation has', async () => {
    await host.build('private/secret');
    const of = await connected('private/secret');
    expect(await add(of)).toMatchObject({ status: 409, body: { code: 'repository-unreadable' } });
    const images = `/projects/${of.projectId}/repositories/${of.repositoryId}/images`;
    expect((await grace.get(images)).status).toBe(409);
    const { host: authority } = new URL(host.git.origin);
    const connection = `/me/connections/${encodeURIComponent(authority)}`;
    expect((await grace.call('PUT', connection, { body: { token: host.git.token } })).status).toBe(200);
    expect((await add(of)).status).toBe(201);
    expect((await grace.get<Loose[]>(images)).body).toHaveLength(1);
    // a token opens it for its person alone
    await grace.setRole(of.projectId, linus, 'editor');
    expect((await linus.get(images)).status).toBe(409);
  });

  test('are nobody’s that the registry gives to its people alone, also where the repository is everybody’s', async () => {
    await host.build('members/only');
    const { projectId, repositoryId } = await connected('members/only');
    await grace.setRole(projectId, linus, 'editor');
    const environment = { source: 'repository', repositoryId };
    // she has given a token for the host, and he has not; what any token opens shows of nobody that they are of its people
    for (const person of [grace, linus]) {
      const refused = await person.post(`/projects/${projectId}/sessions`, { environment });
      expect(refused).toMatchObject({ status: 409, body: { code: 'no-image-yet' } });
      expect(refused.body['detail']).toContain('does not let everybody pull');
    }
  });

  test('of a code host that is not known cannot be told', async () => {
    const projectId = await grace.createProject();
    const url = 'https://code.example.org/group/name';
    const { body } = await grace.post<{ repositoryId: string }>(`/projects/${projectId}/repositories`, { url });
    expect(await add({ projectId, ...body })).toMatchObject({
      ...{ status: 409, body: { code: 'no-image-yet', detail: expect.stringContaining('CODE_HOSTS_FILE') } },
    });
  });

  test('are not looked at for whoever does not prove who they are', async () => {
    expect((await host.hook(system.url, 'registry', {}, {})).status).toBe(401);
    expect((await host.hook(system.url, 'gitlab', {}, { 'x-gitlab-token': 'another secret of somebody' })).status).toBe(
      401,
    );
    expect(
      (await host.hook(system.url, 'gitlab', { nothing: 'known' }, { 'x-gitlab-token': host.secret })).status,
    ).toBe(202);
  });
});
