import { execFile } from 'node:child_process';
import { chmod, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { hasProgram } from './has-program.fixture.js';
import { sandboxArguments, sandboxProblem } from './sandbox.js';

const whenSandbox = hasProgram('bwrap') && (await sandboxProblem('bwrap', '/bin/ls')) === undefined ? test : test.skip;

let directory: string;
/** Where the command is installed, and everything else too. */
let prefix: string;

beforeEach(async () => {
  directory = await mkdtemp(join(tmpdir(), 'renku-sessions-sandbox-'));
  prefix = join(directory, 'prefix');
  for (const path of ['bin', 'data/stores', 'work']) await mkdir(join(prefix, path), { recursive: true });
  await writeFile(join(prefix, 'data', 'stores', 'password'), 'secret');
  await writeFile(join(prefix, 'share'), 'a part of the program');
  await writeFile(join(prefix, 'bin', 'show'), '#!/bin/sh\ncat "$@" 2>&1 || true\n');
  await chmod(join(prefix, 'bin', 'show'), 0o755);
});
afterEach(() => rm(directory, { recursive: true }));

const seen = async (command: string, ...files: string[]): Promise<string> => {
  const [work, hidden] = [join(prefix, 'work'), join(prefix, 'data')];
  const sandbox = await sandboxArguments(command, { work, home: work, runtime: work }, [hidden]);
  const { stdout } = await promisify(execFile)('bwrap', [...sandbox, command, ...files]);
  return stdout;
};

describe('in the sandbox', () => {
  whenSandbox('what is hidden is not seen, where it lies beside the program', async () => {
    const shown = await seen(join(prefix, 'bin', 'show'), join(prefix, 'share'), join(prefix, 'data/stores/password'));
    expect(shown).toMatch(/^a part of the program.*password.*No such file/s);
    expect(shown).not.toContain('secret');
  });

  whenSandbox('nor by a link to where they lie', async () => {
    const link = join(directory, 'link');
    await symlink(prefix, link);
    const shown = await seen(join(link, 'bin', 'show'), join(link, 'share'), join(link, 'data/stores/password'));
    expect(shown).toMatch(/^a part of the program.*password.*No such file/s);
    expect(shown).not.toContain('secret');
  });
});
