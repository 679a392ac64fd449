import { spawn } from 'node:child_process';
import { createHash, randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { appendFile, readFile, rm } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { pipeline } from 'node:stream/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { pausedSession } from './support/paused-session.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';
import { untilStatus } from './support/until-status.js';

let system: System;
let grace: Person;

beforeAll(async () => {
  system = await System.start();
  grace = await system.person('grace');
});
afterAll(async () => {
  await system.remove();
});

describe('rule 9, disks: the files of a paused session, by the API', () => {
  test('come whole, however large they are, of which the api holds but a part at a time', async () => {
    const { launchId, work } = await pausedSession(grace, system.dataDir, 'Large');
    const part = randomBytes(32 * 2 ** 20);
    const wanted = createHash('sha256');
    for (let written = 0; written < 6; written += 1) {
      await appendFile(join(work, 'large'), part);
      wanted.update(part);
    }
    const residentBytes = async (): Promise<number> => {
      const status = await readFile(`/proc/${system.program.pid}/status`, 'utf8');
      return Number(/VmRSS:\s+(\d+)/.exec(status)?.[1]) * 1024;
    };
    const headers = { Authorization: `Bearer ${await system.token('grace')}` };
    const before = await residentBytes();
    // nothing is packed for whoever wants no more than to know
    const head = await fetch(`${system.url}/api/v1/launches/${launchId}/files`, { headers, method: 'HEAD' });
    expect(head.status).toBe(404);
    const { body } = await fetch(`${system.url}/api/v1/launches/${launchId}/files`, { headers });
    const tar = spawn('tar', ['-xzOf', '-', 'work/large'], { stdio: ['pipe', 'pipe', 'inherit'] });
    const unpacked = createHash('sha256');
    tar.stdout.on('data', (bytes: Buffer) => unpacked.update(bytes));
    const ended = once(tar, 'close');
    let [parts, most] = [0, 0];
    const watched = async function* (): AsyncGenerator<Uint8Array> {
      for await (const bytes of body ?? []) {
        parts += 1;
        if (parts % 50 === 0) most = Math.max(most, await residentBytes());
        yield bytes;
      }
    };
    await pipeline(watched, tar.stdin);
    await ended;
    expect(unpacked.digest('hex')).toBe(wanted.digest('hex'));
    expect(most).toBeGreaterThan(0);
    // Node lets go of what it has passed on late, whatever the size of the file: 85 MiB were seen
    expect(most - before).toBeLessThan(128 * 2 ** 20);
  });

  test('that were lost are missed by the run that is resumed, in words for its user', async () => {
    const { launchId, work } = await pausedSession(grace, system.dataDir, 'Lost');
    await rm(dirname(work), { recursive: true });
    await grace.post(`/launches/${launchId}/resume`);
    await untilStatus(grace, launchId, 'running');
    const { warnings } = (await grace.get(`/launches/${launchId}`)).body;
    expect(warnings).toContainEqual({
      code: 'files-missing',
      message: expect.stringContaining('/work began empty') as unknown,
    });
  });
});
