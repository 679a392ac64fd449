import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { accessSync, constants } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { WebSocket } from 'ws';
import { createActivityQuestion } from '#libs/access';
import { until } from '#libs/event-sourcing/testing';
import { launchA, TestGateway } from './gateway.fixture.js';

/** Where a JupyterLab may be; the setting wins. */
const candidates = [process.env['JUPYTER_LAB'], '/opt/jupyter/bin/jupyter-lab', '/usr/bin/jupyter-lab'];
const jupyterLab = candidates.find((path) => {
  try {
    if (path === undefined) return false;
    accessSync(path, constants.X_OK);
    return true;
  } catch {
    return false;
  }
});
if (jupyterLab === undefined) {
  console.warn('SKIPPED: no JupyterLab (set JUPYTER_LAB), so no kernel was reached through the gateway.');
}

const token = 'token-of-this-test';
let directory: string;
let server: ChildProcess;
let tested: TestGateway;
let cookie: string;

/** With the settings of the local runtime: its own checks of Host, and none of Origin or XSRF switched off. */
const startJupyter = async (command: string): Promise<number> => {
  const settings = ['ip=127.0.0.1', 'port=0', `root_dir=${directory}`, 'allow_remote_access=True', 'allow_root=True'];
  server = spawn(command, ['--no-browser', ...settings.map((setting) => `--ServerApp.${setting}`)], {
    env: { PATH: process.env['PATH'], HOME: directory, JUPYTER_TOKEN: token, JUPYTER_RUNTIME_DIR: directory },
    stdio: 'ignore',
  });
  let port = 0;
  await until(
    'JupyterLab answers',
    async () => {
      const info = (await readdir(directory)).find((name) => /^jpserver-\d+\.json$/.test(name));
      if (info === undefined) return false;
      port = Number(/"port": (\d+)/.exec(await readFile(join(directory, info), 'utf8'))?.[1] ?? 0);
      return (
        port > 0 &&
        (await fetch(`http://127.0.0.1:${port}/api`)
          .then(({ ok }) => ok)
          .catch(() => false))
      );
    },
    30_000,
  );
  return port;
};

interface KernelMessage {
  readonly parent_header: { readonly msg_id?: string };
  readonly msg_type: string;
  readonly content: { readonly text?: string };
}

const printedBy = async (socket: WebSocket, code: string): Promise<string> => {
  const printed = new Promise<string>((resolve) => {
    socket.on('message', (data: Buffer) => {
      const { msg_type, parent_header, content } = JSON.parse(String(data)) as KernelMessage;
      if (msg_type === 'stream' && parent_header.msg_id === 'execute') resolve(content.text ?? '');
    });
  });
  socket.send(
    JSON.stringify({
      header: { msg_id: 'execute', msg_type: 'execute_request', session: 'test', username: '', version: '5.3' },
      parent_header: {},
      metadata: {},
      content: { code, silent: false, store_history: false, user_expressions: {}, allow_stdin: false },
      channel: 'shell',
    }),
  );
  return printed;
};

const run = { launchId: launchA, run: 1 };

(jupyterLab === undefined ? describe.skip : describe)('a JupyterLab behind the gateway', () => {
  beforeAll(async () => {
    directory = await mkdtemp(join(tmpdir(), 'gateway-jupyter-'));
    const port = await startJupyter(jupyterLab ?? '');
    tested = await new TestGateway().start();
    tested.serve(launchA, `http://127.0.0.1:${port}`, { headers: { authorization: `token ${token}` } });
    cookie = await tested.cookie();
  }, 35_000);

  afterAll(async () => {
    await tested.gateway.close({ drainMs: 0 });
    const exit = once(server, 'exit');
    server.kill('SIGTERM');
    await exit;
    await rm(directory, { recursive: true, force: true });
  });

  test('answers the probe and shows its page', async () => {
    expect(await tested.probe({ launchId: launchA, run: 1 })).toBe(true);
    const { status, body } = await tested.ask({ path: '/lab', headers: { cookie } });
    expect(status).toBe(200);
    expect(body).toContain('jupyter-config-data');
  });

  test('runs code in a kernel, over the WebSocket, and says that it is in use while that computes', async () => {
    const origin = `http://${tested.hostOf(launchA)}`;
    const headers = { cookie, origin, 'content-type': 'application/json' };
    const started = await tested.ask({ method: 'POST', path: '/api/kernels', headers, body: '{"name":"python3"}' });
    expect(started.status).toBe(201);
    const { id } = JSON.parse(started.body) as { id: string };
    const socket = tested.webSocket(cookie, { path: `/api/kernels/${id}/channels` });
    await once(socket, 'open');
    expect(await printedBy(socket, 'print(6*7)')).toBe('42\n');
    const activity = createActivityQuestion(tested.forWorker);
    let rested: string | undefined;
    await until('it has come to rest', async () => {
      const before = rested;
      rested = (await activity(run))?.lastActivity;
      return rested === before;
    });
    await printedBy(socket, 'import time; print(1, flush=True); time.sleep(30)');
    const asked = new Date().toISOString();
    const { lastActivity = '' } = (await activity(run)) ?? {};
    expect([rested ?? asked, lastActivity].map((at) => at >= asked)).toEqual([false, true]);
    socket.terminate();
    expect((await tested.ask({ method: 'DELETE', path: `/api/kernels/${id}`, headers })).status).toBe(204);
  }, 20_000);

  test('says that it is in use while a program prints in a terminal that no browser shows', async () => {
    const headers = { cookie, origin: `http://${tested.hostOf(launchA)}`, 'content-type': 'application/json' };
    const started = await tested.ask({ method: 'POST', path: '/api/terminals', headers, body: '{}' });
    const { name } = JSON.parse(started.body) as { name: string };
    const socket = tested.webSocket(cookie, { path: `/terminals/websocket/${name}` });
    await once(socket, 'open');
    const printed = new Promise((resolve) => {
      socket.on('message', (data: Buffer) => String(data).includes('step-42') && resolve(undefined));
    });
    socket.send(JSON.stringify(['stdin', 'while true; do echo step-$((40+2)); sleep 0.1; done\r']));
    await printed;
    socket.terminate();
    const activity = createActivityQuestion(tested.forWorker);
    const said = new Set<string | undefined>();
    await until('it was active again and again', async () => said.add((await activity(run))?.lastActivity).size > 4);
    expect((await tested.ask({ method: 'DELETE', path: `/api/terminals/${name}`, headers })).status).toBe(204);
  }, 30_000);
});
