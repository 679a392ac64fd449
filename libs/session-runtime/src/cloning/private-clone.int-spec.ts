import { execFile } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OutboundAccess } from '#libs/outbound';
import { type PrivateGitServer, startPrivateGitServer } from '../../../../test/support/private-git-server.js';
import { processesWith } from '../../../../test/support/processes-with.js';
import { hasProgram } from '../local/has-program.fixture.js';
import type { RepositoryCredential } from '../repository-credentials.js';
import { cloneAbsent } from './clone.js';

const describeGit = hasProgram('git') ? describe : describe.skip;
const token = 'canary-$`"\\ \'%s-7f1e';

describeGit('rule 7, a private repository', () => {
  let server: PrivateGitServer;
  let work: string;
  /** Processes that show the token, at each request. */
  let seen: string[];
  let own: RepositoryCredential;

  beforeAll(async () => {
    seen = [];
    const whenAsked = async (): Promise<void> => void seen.push(...(await processesWith(token)));
    server = await startPrivateGitServer({ token, whenAsked });
    own = { tokenId: 'the good one', host: server.host, username: 'oauth2', token };
  });
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'renku-sessions-clone-'));
  });
  afterEach(() => rm(work, { recursive: true }));
  afterAll(() => server.close());

  const clone = async (url: string, credentials?: readonly RepositoryCredential[], hosts: readonly string[] = []) => {
    const notes: string[] = [];
    const lookup = () => Promise.resolve(['127.0.0.1']);
    const cloned = await cloneAbsent([{ name: 'analysis', url }], {
      ...{ work, credentials, git: 'git', environment: {}, timeoutMs: 20_000 },
      outbound: new OutboundAccess({ allowed: ['127.0.0.0/8', ...hosts], ownStores: [] }, { lookup }),
      signal: new AbortController().signal,
      note: (line) => void notes.push(line),
    });
    return { ...cloned, notes: notes.join('\n') };
  };

  test('is cloned with the token of its host, which nothing shows', async () => {
    const { commits, warnings, notes } = await clone(server.url, [{ ...own, host: 'git.example.org' }, own]);
    expect([commits, warnings]).toEqual([
      [{ repository: 'analysis', commit: server.commit, tokenId: 'the good one' }],
      [],
    ]);
    expect(await readFile(join(work, 'analysis', 'README.md'), 'utf8')).toBe('# Private\n');
    expect(server.asked.some(({ hasPassword }) => hasPassword)).toBe(true);
    expect(seen).toEqual([]);
    expect(notes).not.toContain(token);
    const config = await readFile(join(work, 'analysis', '.git', 'config'), 'utf8');
    expect(config).not.toMatch(/canary|credential|oauth2/);
    await expect(promisify(execFile)('grep', ['-rF', 'canary', work])).rejects.toMatchObject({ code: 1 });
    expect(await readdir(work)).toEqual(['analysis']);
  });

  test.each([
    ['none', []],
    ['one of another host', [{ tokenId: 'x', host: 'git.example.org', username: 'oauth2', token }]],
    ['one of another port', [{ tokenId: 'x', host: '127.0.0.1:1', username: 'oauth2', token }]],
  ])('needs a connection where its person has %s', async (_, credentials) => {
    const { length } = server.asked;
    const { commits, warnings } = await clone(server.url, credentials);
    expect(commits).toEqual([]);
    expect(warnings).toEqual([
      {
        code: 'repository-needs-connection',
        message: expect.stringMatching(`${server.url} asks for a password.* Connect ${server.host} \\(Connections`),
      },
    ]);
    expect(server.asked.slice(length).some(({ hasPassword }) => hasPassword)).toBe(false);
  });

  test('says where the token is refused, and what to do', async () => {
    const { warnings } = await clone(server.url, [{ ...own, tokenId: 'the old one', token: 'expired' }]);
    expect(warnings).toEqual([
      {
        code: 'connection-refused',
        message: expect.stringMatching(/does not let your token read .*give a new token/),
        tokenId: 'the old one',
      },
    ]);
    const hidden = `${new URL(server.url).origin}/hidden.git`;
    expect((await clone(hidden, [own])).warnings).toMatchObject([{ code: 'connection-refused' }]);
    expect((await clone(hidden, [])).warnings).toMatchObject([{ code: 'clone-failed' }]);
  });

  test.each(['hidden', 'forbidden'])(
    'that is %s from whose token the host knows says nothing of the token',
    async (name) => {
      const { warnings } = await clone(`${new URL(server.url).origin}/${name}.git`, [own]);
      expect(warnings).toEqual([{ code: 'connection-refused', message: expect.any(String) }]);
    },
  );

  test('is said to be for others where nobody’s tokens are kept', async () => {
    const { warnings } = await clone(server.url);
    expect(warnings).toMatchObject([
      { code: 'clone-failed', message: expect.stringContaining('only public repositories are cloned here') },
    ]);
  });

  test('is not asked for with a token by plain http, but on this machine', async () => {
    const { port } = new URL(server.url);
    const { length } = server.asked;
    const host = `git.intranet.example:${port}`;
    const { warnings } = await clone(`http://${host}/private.git`, [{ ...own, host }], ['git.intranet.example']);
    expect(warnings).toMatchObject([
      { code: 'clone-failed', message: expect.stringContaining('sent over https alone') },
    ]);
    const here = server.asked.slice(length);
    expect(here.map(({ hasPassword }) => hasPassword)).toEqual(here.map(() => false));
    expect(here.length).toBeGreaterThan(0);
  });

  test('that leads elsewhere gives the token to nobody', async () => {
    const { length } = server.asked;
    const { port } = new URL(server.url);
    const { warnings } = await clone(server.movedUrl, [own, { ...own, host: `localhost:${port}` }]);
    expect(warnings).toMatchObject([{ message: expect.stringContaining('leads to another address') }]);
    const asked = server.asked.slice(length);
    expect(asked.every(({ host, hasPassword }) => host === server.host && !hasPassword)).toBe(true);
  });

  test('does not make a public one be asked for with a token', async () => {
    const { length } = server.asked;
    expect(await clone(server.publicUrl, [own])).toMatchObject({
      ...{ commits: [{ repository: 'analysis', commit: server.commit }], warnings: [] },
    });
    expect(server.asked.slice(length).some(({ hasPassword }) => hasPassword)).toBe(false);
  });
});
