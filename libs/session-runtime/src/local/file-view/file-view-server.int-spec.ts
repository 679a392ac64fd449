import { once } from 'node:events';
import { mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from '@jest/globals';
import { fileViewServer } from './file-view-server.js';
import { workTree } from './work-tree.js';

describe('the file view', () => {
  let directory: string;
  let root: string;
  let server: Server;
  let isShutDown: boolean;

  beforeEach(async () => {
    directory = await mkdtemp(join(tmpdir(), 'renku-sessions-file-view-'));
    root = join(directory, 'work');
    await mkdir(join(root, 'analysis'), { recursive: true });
    await writeFile(join(root, 'analysis', 'notes.md'), 'Überlegungen\n');
    await writeFile(join(directory, 'secret.txt'), 'secret');
    isShutDown = false;
    server = fileViewServer(await workTree(root), 'right', () => {
      isShutDown = true;
    });
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
  });
  afterEach(async () => {
    server.closeAllConnections();
    server.close();
    await once(server, 'close');
    await rm(directory, { recursive: true });
  });

  const authorized = { authorization: 'token right', 'x-requested-with': 'file-view' };
  const call = (path: string, options: RequestInit = {}) =>
    fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}${path}`, { headers: authorized, ...options });
  const of = (what: string, path: string) => `/api/${what}?path=${encodeURIComponent(path)}`;

  test('says plainly what it is, and loads nothing from elsewhere', async () => {
    const response = await call('/');
    expect(response.headers.get('content-security-policy')).toContain("default-src 'none'");
    expect(await response.text()).toContain('Basic file view: install JupyterLab on this computer to run code.');
  });

  test('lists directories first', async () => {
    await writeFile(join(root, 'a.txt'), 'abc');
    expect(await (await call(of('tree', ''))).json()).toEqual({
      entries: [
        { name: 'analysis', kind: 'directory' },
        { name: 'a.txt', kind: 'file', size: 3 },
      ],
    });
    expect((await call(of('tree', 'nowhere'))).status).toBe(404);
    expect((await call(of('tree', 'a.txt'))).status).toBe(404);
  });

  test('shows a text, saves it, and takes new files in new directories', async () => {
    expect(await (await call(of('text', 'analysis/notes.md'))).json()).toEqual({ text: 'Überlegungen\n' });
    expect((await call(of('file', 'analysis/notes.md'), { method: 'PUT', body: 'ändern' })).status).toBe(200);
    expect((await call(of('file', 'new/deep/x.bin'), { method: 'PUT', body: new Uint8Array([0, 255]) })).status).toBe(
      200,
    );
    expect(await readFile(join(root, 'analysis', 'notes.md'), 'utf8')).toBe('ändern');
    expect(await readFile(join(root, 'new', 'deep', 'x.bin'))).toEqual(Buffer.from([0, 255]));
    expect(await readdir(join(root, 'new', 'deep'))).toEqual(['x.bin']);
  });

  test('offers what is no text for download only, never in place', async () => {
    await writeFile(join(root, 'ö.bin'), Buffer.from([0, 255]));
    expect((await call(of('text', 'ö.bin'))).status).toBe(415);
    const response = await call(of('download', 'ö.bin'));
    expect(response.headers.get('content-disposition')).toBe("attachment; filename*=UTF-8''%C3%B6.bin");
    expect(Buffer.from(await response.arrayBuffer())).toEqual(Buffer.from([0, 255]));
  });

  test.each(['../secret.txt', 'analysis/../../secret.txt', '..', './x', 'a\\..\\b', 'a\0b'])(
    'refuses the path %j to read or write',
    async (path) => {
      for (const what of ['tree', 'text', 'download']) expect((await call(of(what, path))).status).toBe(400);
      expect((await call(of('file', path), { method: 'PUT', body: 'x' })).status).toBe(400);
      expect(await readFile(join(directory, 'secret.txt'), 'utf8')).toBe('secret');
    },
  );

  test('follows no link out of /work, to read or write', async () => {
    await symlink(directory, join(root, 'out'));
    await symlink(join(directory, 'secret.txt'), join(root, 'link.txt'));
    for (const path of ['out/secret.txt', 'link.txt']) {
      expect((await call(of('text', path))).status).toBe(400);
      expect((await call(of('file', path), { method: 'PUT', body: 'x' })).status).toBe(400);
    }
    expect((await call(of('tree', 'out'))).status).toBe(400);
    expect((await call(of('file', 'out/new.txt'), { method: 'PUT', body: 'x' })).status).toBe(400);
    expect(await readFile(join(directory, 'secret.txt'), 'utf8')).toBe('secret');
    expect(await readdir(directory)).toEqual(['secret.txt', 'work']);
  });

  test('replaces a link that leads nowhere, instead of making a file where it points', async () => {
    await symlink(join(directory, 'elsewhere.txt'), join(root, 'dangling.txt'));
    expect((await call(of('file', 'dangling.txt'), { method: 'PUT', body: 'x' })).status).toBe(200);
    expect(await readdir(directory)).toEqual(['secret.txt', 'work']);
  });

  test('follows a link within /work', async () => {
    await symlink('analysis/notes.md', join(root, 'notes.md'));
    expect((await call(of('text', 'notes.md'))).status).toBe(200);
  });

  test('answers nothing without the token', async () => {
    const strangers: Record<string, string>[] = [
      {},
      { authorization: 'token wrong' },
      { authorization: 'Bearer right' },
    ];
    for (const headers of strangers) {
      for (const path of ['/', '/api/status', of('tree', '')]) expect((await call(path, { headers })).status).toBe(403);
    }
  });

  test('changes nothing that another site makes a browser send', async () => {
    const headers = { authorization: 'token right' };
    expect((await call('/api/shutdown', { method: 'POST', headers })).status).toBe(403);
    expect((await call(of('file', 'x'), { method: 'PUT', headers, body: 'x' })).status).toBe(403);
    expect(isShutDown).toBe(false);
  });

  test('shuts down when asked', async () => {
    expect((await call('/api/shutdown', { method: 'POST' })).status).toBe(200);
    expect(isShutDown).toBe(true);
  });
});
