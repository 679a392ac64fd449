import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { until } from '../support/until.js';

const script = 'node_modules/@scarf/scarf/report.js';

/** Runs the telemetry script that a dependency of a dependency brings, as npm would, with a server of ours in place of its own. */
const runScript = async (port: number): Promise<string> => {
  const env = { ...process.env, SCARF_LOCAL_PORT: String(port), SCARF_VERBOSE: 'true' };
  for (const name of ['SCARF_ANALYTICS', 'SCARF_NO_ANALYTICS', 'DO_NOT_TRACK']) Reflect.deleteProperty(env, name);
  const child = spawn(process.execPath, [script], { env: { ...env, INIT_CWD: process.cwd(), npm_execpath: '' } });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return output + errors;
};

test('installing tells nobody', async () => {
  const told: string[] = [];
  const server = createServer((request, response) => {
    told.push(request.url ?? '');
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    // it gives up where `npm ls` takes longer than 3 s
    const isDisabled = async (): Promise<boolean> => (await runScript(port)).includes('Scarf has been disabled');
    await until('it says that it is disabled', isDisabled, 50_000);
    expect(told).toEqual([]);
  } finally {
    server.close();
  }
});
