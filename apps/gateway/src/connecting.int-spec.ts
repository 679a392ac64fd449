import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { launchA, TestGateway } from './gateway.fixture.js';

/** A host that answers nothing: its queue of two is full, and nobody takes anything from it. */
const silentHost = async (): Promise<{ origin: string; close: () => void }> => {
  const listening = `require('net').createServer().listen({ port: 0, host: '127.0.0.1', backlog: 1 }, function () {
    process.stdout.write(String(this.address().port), () => process.kill(process.pid, 'SIGSTOP'));
  })`;
  const host = spawn(process.execPath, ['-e', listening], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [port] = (await once(host.stdout, 'data')) as [Buffer];
  const queued: Socket[] = Array.from({ length: 4 }, () =>
    connect(Number(port), '127.0.0.1').on('error', () => undefined),
  );
  await Promise.race(queued.map((socket) => once(socket, 'connect')));
  return {
    origin: `http://127.0.0.1:${Number(port)}`,
    close: () => {
      for (const socket of queued) socket.destroy();
      host.kill('SIGKILL');
    },
  };
};

let host: Awaited<ReturnType<typeof silentHost>>;
let tested: TestGateway;
let cookie: string;
beforeEach(async () => {
  host = await silentHost();
  tested = await new TestGateway().start({ connectMs: 100 });
  tested.serve(launchA, host.origin);
  cookie = await tested.cookie();
});
afterEach(async () => {
  host.close();
  await tested.gateway.close({ drainMs: 0 });
});

test('a session on a host that is gone is told of, and not waited for until the browser gives up', async () => {
  const answer = await tested.ask({ headers: { cookie, accept: 'text/html' } });
  expect([answer.status, answer.headers['retry-after']]).toEqual([502, '5']);
  expect(answer.body).toContain('This session does not answer');
  expect(tested.logged).toContain('session-unreachable');
});

test('nor is it for a WebSocket', async () => {
  expect(await tested.refusal(tested.webSocket(cookie))).toBe(502);
});
