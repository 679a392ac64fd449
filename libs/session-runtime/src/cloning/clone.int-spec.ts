import { mkdir, mkdtemp, readdir, readFile, rm, truncate, writeFile } from 'node:fs/promises';
import { type AddressInfo, createServer, type Server, type Socket } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { OutboundAccess, type OutboundRules, proxyFor } from '#libs/outbound';
import { startPrivateGitServer } from '../../../../test/support/private-git-server.js';
import { serverCertificate } from '../../../../test/support/server-certificate.js';
import { hasProgram } from '../local/has-program.fixture.js';
import { type CloneContext, cloneAbsent } from './clone.js';
import { type GitServer, startGitServer } from './git-server.fixture.js';

const describeGit = hasProgram('git') ? describe : describe.skip;
const loopback = ['127.0.0.0/8', '::1'];

describeGit('a repository that a user named', () => {
  let server: GitServer;
  let work: string;
  let cloned: readonly string[];

  beforeAll(async () => {
    server = await startGitServer();
  });
  beforeEach(async () => {
    work = await mkdtemp(join(tmpdir(), 'renku-sessions-clone-'));
  });
  afterEach(() => rm(work, { recursive: true }));
  afterAll(() => server.close());

  /** The warnings of what could not be cloned. */
  const clone = async (
    url: string,
    rules: Partial<OutboundRules> = {},
    hosts: Readonly<Record<string, string>> = {},
    {
      timeoutMs = 20_000,
      commit,
      ...more
    }: Partial<Pick<CloneContext, 'timeoutMs' | 'room' | 'authorities'>> & { commit?: string } = {},
  ) => {
    const lookup = (host: string) =>
      hosts[host] === undefined ? Promise.reject(new Error('ENOTFOUND')) : Promise.resolve([hosts[host]]);
    const { warnings, commits } = await cloneAbsent([{ name: 'analysis', url, commit }], {
      ...{
        work,
        git: 'git',
        environment: {},
        timeoutMs,
        ...more,
        signal: new AbortController().signal,
        note: () => undefined,
      },
      outbound: new OutboundAccess(
        { allowed: [], ownStores: [], ...rules },
        { lookup, proxyFor: (address) => proxyFor(address, process.env) },
      ),
    });
    cloned = commits.map((each) => each.commit);
    return warnings.map(({ message }) => message).join();
  };
  const readme = () => readFile(join(work, 'analysis', 'README.md'), 'utf8');

  test('is cloned where it may be reached', async () => {
    expect(await clone(`${server.origin}/good.git`, { allowed: loopback })).toBe('');
    expect(await readme()).toContain('Analysis');
  });

  test('of a host whose certificate an authority of one’s own signs is cloned where that one is believed', async () => {
    const { authority, ...tls } = await serverCertificate({ type: 'ip', value: '127.0.0.1' });
    const guarded = await startPrivateGitServer({ token: 'canary', tls });
    const authorities = join(work, 'authorities.crt');
    await writeFile(authorities, authority);
    const fromIt = (more: Partial<CloneContext> = {}) => clone(guarded.publicUrl, { allowed: loopback }, {}, more);
    try {
      expect(await fromIt()).toMatch(/certificate/i);
      expect(await fromIt({ authorities })).toBe('');
      expect(cloned).toEqual([guarded.commit]);
    } finally {
      await guarded.close();
    }
  });

  describe('rule 16, at the commit that a session is pinned to', () => {
    const allowed = { allowed: loopback };

    test('is as it was then, whatever came after', async () => {
      const commit = server.earlier;
      expect(await clone(`${server.origin}/good.git`, allowed, {}, { commit })).toBe('');
      expect(cloned).toEqual([commit]);
      expect(await readme()).not.toContain('Analysis');
    });

    test('is left as it is where it was there before, which is said', async () => {
      const url = `${server.origin}/good.git`;
      expect(await clone(url, allowed)).toBe('');
      const [newest = ''] = cloned;
      const said = await clone(url, allowed, {}, { commit: server.earlier });
      expect(said).toContain(`at the commit ${newest}; the session is pinned to ${server.earlier}`);
      expect(cloned).toEqual([newest]);
      expect(await clone(url, allowed, {}, { commit: newest })).toBe('');
    });

    test.each(['f'.repeat(40), 'main', '--upload-pack=x'])(
      'is not there at all where it does not have it: %s',
      async (commit) => {
        expect(await clone(`${server.origin}/good.git`, allowed, {}, { commit })).toContain(`the commit ${commit} `);
        expect(await readdir(work)).toEqual([]);
      },
    );
  });

  test('is cloned where an empty directory has its name: that of a storage which was mounted there', async () => {
    await mkdir(join(work, 'analysis'));
    expect(await clone(`${server.origin}/good.git`, { allowed: loopback })).toBe('');
    expect(await readme()).toContain('Analysis');
  });

  test('is cloned from the address that was looked at, whatever the name resolves to afterwards', async () => {
    const { port } = new URL(server.origin);
    const url = `http://git.rebinding.invalid:${port}/good.git`;
    expect(await clone(url, { allowed: loopback }, { 'git.rebinding.invalid': '127.0.0.1' })).toBe('');
    expect(await readme()).toContain('Analysis');
  });

  test.each([
    ['that is not allowed', {}],
    ['of a store', { allowed: loopback, ownStores: ['127.0.0.1'] }],
  ])('is not asked for at an address %s', async (_, rules: Partial<OutboundRules>) => {
    const { length } = server.asked;
    const { port } = new URL(server.origin);
    const ownStores = (rules.ownStores ?? []).map((host) => `${host}:${port}`);
    expect(await clone(`${server.origin}/good.git`, { ...rules, ownStores })).toContain('cannot be reached');
    expect(server.asked.slice(length)).toEqual([]);
  });

  describe('where a proxy is named', () => {
    const deadProxy = 'http://127.0.0.1:9';
    const own = process.env;
    const environment = (variables: Record<string, string>) => {
      process.env = { PATH: own['PATH'], ...variables };
    };
    afterEach(() => {
      process.env = own;
    });

    test.each(['http_proxy', 'HTTP_PROXY', 'HTTPS_PROXY', 'all_proxy'])(
      'leads to this machine no more than elsewhere: %s',
      async (variable) => {
        environment({ [variable]: deadProxy });
        const { length } = server.asked;
        const { port } = new URL(server.origin);
        expect(await clone(`http://x.localhost:${port}/good.git`)).toContain('cannot be reached');
        expect(server.asked.slice(length)).toEqual([]);
      },
    );

    test.each([
      ['a host that the proxy alone knows', 'http://known-to-the-proxy.invalid/good.git'],
      ['what Git would ask for by itself', 'http://localhost:9/good.git'],
    ])('is asked for through it, as was decided: %s', async (_, url) => {
      environment({ http_proxy: server.origin });
      expect(await clone(url, { allowed: loopback })).toBe('');
      expect(server.asked).toContain(`${url}/HEAD`);
    });

    test('is asked for past it where no_proxy says so', async () => {
      environment({ http_proxy: deadProxy, no_proxy: '127.0.0.0/8' });
      expect(await clone(`${server.origin}/good.git`, { allowed: loopback })).toBe('');
    });
  });

  test('that is larger than there is room for is not cloned, which is said with the limit', async () => {
    const room = { maxBytes: 1000 };
    const message = await clone(`${server.origin}/good.git`, { allowed: loopback }, {}, { room });
    expect(message).toMatch(/^"analysis" was not cloned: .* more than 1000 bytes.*administrator/);
    expect(await readdir(work)).toEqual([]);
  });

  test('that fills the room while it is cloned is given up at once', async () => {
    const { url } = server.hold();
    const cloning = clone(url, { allowed: loopback }, {}, { room: { maxBytes: 3 * 2 ** 30 } });
    const large = join(work, 'large');
    await writeFile(large, '');
    await truncate(large, 4 * 2 ** 30);
    expect(await cloning).toContain('more than 3 GiB');
  });

  test('that fits is cloned', async () => {
    const room = { maxBytes: 2 ** 20 };
    expect(await clone(`${server.origin}/good.git`, { allowed: loopback }, {}, { room })).toBe('');
  });

  test('that has moved elsewhere is not followed there', async () => {
    const { length } = server.asked;
    expect(await clone(`${server.origin}/moved.git`, { allowed: loopback }, { localhost: '127.0.0.1' })).toMatch(
      /leads to another address, which is not followed/,
    );
    expect(server.asked.slice(length).filter((url) => !url.startsWith(`${server.origin}/moved.git/`))).toEqual([]);
    expect(await readdir(work)).toEqual([]);
  });

  test('without .git is found where a Git host has it', async () => {
    expect(await clone(`${server.origin}/good`, { allowed: loopback })).toBe('');
    expect(await readme()).toContain('Analysis');
  });

  test('that is not there is told apart', async () => {
    expect(await clone(`${server.origin}/missing.git`, { allowed: loopback })).toContain('there is no repository');
    expect(await clone(`${server.origin}/private.git`, { allowed: loopback })).toContain('asks for a password');
  });

  describe('at an address where no Git server answers', () => {
    const servers: Server[] = [];
    /** A port where something behaves like this. */
    const portOf = async (behaviour: (socket: Socket) => void): Promise<number> => {
      const one = createServer((socket) => behaviour(socket.on('error', () => undefined)));
      servers.push(one);
      await new Promise<void>((listening) => one.listen(0, '127.0.0.1', listening));
      return (one.address() as AddressInfo).port;
    };
    afterAll(() => servers.forEach((one) => one.close()));

    test('is given its time once, although it is asked for at two addresses', async () => {
      const timeoutMs = 2000;
      const port = await portOf((socket) =>
        socket.once('data', (data) => {
          const moved = 'HTTP/1.1 301 Moved\r\nLocation: /x.git/\r\nContent-Length: 0\r\n\r\n';
          if (String(data).startsWith('GET /x/')) setTimeout(() => socket.end(moved), 0.75 * timeoutMs);
        }),
      );
      const started = performance.now();
      expect(await clone(`http://127.0.0.1:${port}/x`, { allowed: loopback }, {}, { timeoutMs })).toContain(
        'was not finished after 2 seconds',
      );
      expect(performance.now() - started).toBeLessThan(1.5 * timeoutMs);
    });

    test('is said to be unreachable in the same words, whatever is there', async () => {
      const [hangsUp, speaksSsh] = [
        await portOf((socket) => socket.once('data', () => socket.destroy())),
        await portOf((socket) => socket.end('SSH-2.0-OpenSSH_9.2\r\n')),
      ];
      const urls = [
        'http://127.0.0.1:9/x.git',
        `http://127.0.0.1:${hangsUp}/x.git`,
        `http://127.0.0.1:${speaksSsh}/x.git`,
        `https://127.0.0.1:${speaksSsh}/x.git`,
        'http://10.0.0.1/x.git',
        'http://nowhere.invalid/x.git',
      ];
      const messages = await Promise.all(
        urls.map(async (url) => (await clone(url, { allowed: loopback })).replace(url, '<url>')),
      );
      expect(messages[0]).toContain('<url> cannot be reached');
      expect(new Set(messages).size).toBe(1);
    });
  });
});
