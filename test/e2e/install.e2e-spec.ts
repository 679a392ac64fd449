import { execFile, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { promisify } from 'node:util';
import { expect, test } from 'vitest';

const script = 'node_modules/@scarf/scarf/report.js';

/** An npm that says what ours says of the script's package, at once: the script does not wait for more than three seconds. */
const putQuickNpm = async (directory: string): Promise<void> => {
  const listing = join(directory, 'listing.json');
  const options = { maxBuffer: 2 ** 28 };
  const { stdout } = await promisify(execFile)('npm', ['ls', '@scarf/scarf', '--json', '--long'], options);
  await writeFile(listing, stdout);
  await writeFile(join(directory, 'npm'), `#!/bin/sh\ncat '${listing}'\n`, { mode: 0o755 });
};

/** Runs the telemetry script that a dependency of a dependency brings, as npm would, with a server of ours in place of its own. */
const runScript = async (port: number, directory: string): Promise<string> => {
  const env = { ...process.env, SCARF_LOCAL_PORT: String(port), SCARF_VERBOSE: 'true' };
  for (const name of ['SCARF_ANALYTICS', 'SCARF_NO_ANALYTICS', 'DO_NOT_TRACK']) Reflect.deleteProperty(env, name);
  const ours = { PATH: `${directory}:${process.env['PATH'] ?? ''}`, INIT_CWD: process.cwd(), npm_execpath: '' };
  const child = spawn(process.execPath, [script], { env: { ...env, ...ours } });
  const [output, errors] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return output + errors;
};

test('installing tells nobody', async () => {
  const directory = await mkdtemp(join(tmpdir(), 'renku-sessions-install-'));
  const told: string[] = [];
  const server = createServer((request, response) => {
    told.push(request.url ?? '');
    response.end('{}');
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  try {
    await putQuickNpm(directory);
    expect(await runScript(port, directory)).toContain('Scarf has been disabled');
    expect(told).toEqual([]);
  } finally {
    server.close();
    await rm(directory, { recursive: true, force: true });
  }
});
