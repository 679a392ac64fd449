import { chmod } from 'node:fs/promises';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Program } from '../support/program.js';
import { System } from './support/system.js';

interface Finding {
  readonly check: string;
  readonly status: string;
  readonly detail: string;
  readonly advice?: string;
}

let system: System;
beforeAll(async () => {
  system = await System.start();
  const grace = await system.person('grace');
  await grace.createProject();
});
afterAll(() => system.remove());

const findingsOf = (stdout: string): Finding[] =>
  stdout
    .trimEnd()
    .split('\n')
    .map((line) => JSON.parse(line) as Finding);

const examined = async (settings: NodeJS.ProcessEnv = {}): Promise<{ code: number | null; findings: Finding[] }> => {
  const env = { DATA_DIR: system.dataDir, ...settings };
  const { code, stdout, stderr } = await new Program('bin/renku-sessions.js', ['doctor', '--json'], env).ended();
  expect(stderr).toBe('');
  return { code, findings: findingsOf(stdout) };
};

describe('doctor', () => {
  test('finds no problem where there is none, and has looked at everything', async () => {
    const { code, findings } = await examined();
    expect(findings.filter(({ status }) => status === 'problem')).toEqual([]);
    expect(code).toBe(0);
    const checks = findings.map(({ check }) => check).join('\n');
    for (const part of [
      'settings',
      'stores',
      'versions',
      'clock of the database',
      'lease launch-saga',
      'lease projector-',
    ])
      expect(checks).toContain(part);
    for (const part of [
      'lag of launch.v',
      'lag of policy:',
      'read models',
      'anchors of the log',
      'certificate',
      'disk of',
    ])
      expect(checks).toContain(part);
  });

  test('tells people the same in lines with a sum', async () => {
    const { code, stdout } = await system.cli('doctor').ended();
    expect(code).toBe(0);
    expect(stdout).toMatch(/^ok {7}lease launch-saga: held together by \S+ \(16 of 16 shards\), epoch 1$/m);
    expect(stdout).toMatch(/^\d+ checks: 0 problems, \d+ warnings?$/m);
  });

  test('finds a secret that others can read', async () => {
    const file = join(system.dataDir, 'signing', 'key.pem');
    await chmod(file, 0o644);
    const { code, findings } = await examined();
    await chmod(file, 0o600);
    expect(code).toBe(1);
    expect(findings.filter(({ status }) => status === 'problem')).toEqual([
      expect.objectContaining({ check: `file ${file}`, advice: expect.stringContaining(`chmod 600 ${file}`) }),
    ]);
  });

  test('finds settings that are wrong or misspelt', async () => {
    const { code, findings } = await examined({ MAX_CONNECTIONS: 'many', IDLE_PAUS: '60' });
    expect(code).toBe(1);
    expect(findings.filter(({ check }) => check === 'settings')).toEqual([
      expect.objectContaining({ status: 'problem', detail: expect.stringContaining('MAX_CONNECTIONS=many') }),
      expect.objectContaining({ status: 'warning', detail: expect.stringContaining('IDLE_PAUSE') }),
    ]);
  });

  test('looks at files where the stores are gone, and says that they are', async () => {
    await system.program.end('SIGKILL');
    const { code, findings } = await examined();
    expect(code).toBe(1);
    expect(findings.filter(({ status }) => status === 'problem')).toEqual([
      expect.objectContaining({ check: 'stores', detail: expect.stringContaining('no database answers') }),
    ]);
    expect(findings.map(({ check }) => check)).toContain(`disk of ${system.dataDir}`);
  });
});
