import { execFile } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startPrivateGitServer } from '../../../../../test/support/private-git-server.js';
import { serverCertificate } from '../../../../../test/support/server-certificate.js';
import { type GitServer, startGitServer } from '../../cloning/git-server.fixture.js';
import { hasProgram } from '../../local/has-program.fixture.js';

const describeGit = hasProgram('git') ? describe : describe.skip;
const program = fileURLToPath(new URL('../../../../../bin/renku-sessions-clone.js', import.meta.url));

describeGit('the clone container', () => {
  let server: GitServer;
  let directory: string;
  beforeAll(async () => {
    server = await startGitServer();
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-clone-'));
  });
  afterAll(async () => {
    await server.close();
    await rm(directory, { recursive: true });
  });

  test('clones what it can, and leaves commits and warnings as its last words', async () => {
    const [repositories, result] = [join(directory, 'repositories.json'), join(directory, 'result')];
    const good = { name: 'analysis', url: `${server.origin}/good.git` };
    const missing = { name: 'broken', url: `${server.origin}/missing.git` };
    await writeFile(repositories, JSON.stringify([good, missing]));
    const rules = { outbound: { allowed: ['127.0.0.0/8'], ownStores: [] }, timeoutMs: 20_000 };
    const env = { PATH: process.env['PATH'], CLONE_RULES: JSON.stringify(rules) };
    await promisify(execFile)(process.execPath, [program, repositories, directory, result], { env });
    expect(JSON.parse(await readFile(result, 'utf8'))).toMatchObject({
      commits: [{ repository: 'analysis', commit: server.commit }],
      warnings: [{ code: 'clone-failed', message: expect.stringContaining(missing.url) }],
    });
    expect(await readFile(join(directory, 'analysis', 'README.md'), 'utf8')).toBe('# Analysis\n');
  });

  test('believes the authorities in the file that it is told of, beside those of its system, and leaves all in one', async () => {
    const { authority, ...tls } = await serverCertificate({ type: 'ip', value: '127.0.0.1' });
    const authorities = { own: join(directory, 'authorities.crt'), bundle: join(directory, 'ca-bundle.crt') };
    const hidden = await startPrivateGitServer({ token: 'canary', tls });
    const [repositories, result] = [join(directory, 'hidden.json'), join(directory, 'hidden.result')];
    await writeFile(repositories, JSON.stringify([{ name: 'hidden', url: hidden.publicUrl }]));
    const rules = { outbound: { allowed: ['127.0.0.0/8'], ownStores: [] }, timeoutMs: 20_000 };
    const clone = async (): Promise<unknown> => {
      const env = {
        PATH: process.env['PATH'],
        CLONE_RULES: JSON.stringify({ ...rules, authorities }),
      };
      await promisify(execFile)(process.execPath, [program, repositories, directory, result], { env });
      return JSON.parse(await readFile(result, 'utf8'));
    };
    try {
      expect(await clone()).toMatchObject({
        commits: [],
        warnings: [{ code: 'clone-failed', message: expect.stringMatching(/certificate/i) }],
      });
      // and is not put off by what it cannot read
      const damaged = '-----BEGIN CERTIFICATE-----\nnone\n-----END CERTIFICATE-----\n';
      await writeFile(authorities.own, `${damaged}${authority}`);
      expect(await clone()).toEqual({
        commits: [{ repository: 'hidden', commit: hidden.commit }],
        warnings: [],
      });
      const bundle = await readFile(authorities.bundle, 'utf8');
      expect(bundle).toContain(authority.trim());
      expect(bundle).not.toContain(damaged);
      expect(bundle.match(/BEGIN CERTIFICATE/g)!.length).toBeGreaterThan(50);
    } finally {
      await hidden.close();
    }
  });

  test('puts authorities together where there is nothing to clone', async () => {
    const bundle = join(directory, 'alone.crt');
    const authorities = { own: join(directory, 'nobody-made-it.crt'), bundle };
    const rules = { outbound: { allowed: [], ownStores: [] }, timeoutMs: 20_000, authorities };
    const env = { PATH: process.env['PATH'], CLONE_RULES: JSON.stringify(rules) };
    const result = join(directory, 'alone.result');
    await promisify(execFile)(process.execPath, [program, '', directory, result], { env });
    expect(JSON.parse(await readFile(result, 'utf8'))).toEqual({ commits: [], warnings: [] });
    expect(await readFile(bundle, 'utf8')).toContain('BEGIN CERTIFICATE');
  });

  test('clones with what is in the file that it is told of, and says what is missing where there is none', async () => {
    const closed = await startPrivateGitServer({ token: 'canary' });
    const [repositories, result, credentials] = ['r.json', 'said', 'credentials.json'].map((name) =>
      join(directory, name),
    ) as [string, string, string];
    await writeFile(repositories, JSON.stringify([{ name: 'private', url: closed.url }]));
    const rules = { outbound: { allowed: ['127.0.0.0/8'], ownStores: [] }, timeoutMs: 20_000, credentials };
    const env = { PATH: process.env['PATH'], CLONE_RULES: JSON.stringify(rules) };
    const clone = async (): Promise<unknown> => {
      await promisify(execFile)(process.execPath, [program, repositories, directory, result], { env });
      return JSON.parse(await readFile(result, 'utf8'));
    };
    try {
      expect(await clone()).toMatchObject({ warnings: [{ code: 'repository-needs-connection' }] });
      await writeFile(
        credentials,
        JSON.stringify([{ tokenId: 'x', host: closed.host, username: 'oauth2', token: 'canary' }]),
      );
      expect(await clone()).toEqual({
        commits: [{ repository: 'private', commit: closed.commit, tokenId: 'x' }],
        warnings: [],
      });
    } finally {
      await closed.close();
    }
  });
});
