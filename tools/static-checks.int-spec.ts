import { execFile } from 'node:child_process';
import { cp, mkdir, mkdtemp, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '..');

/** What the checks are told, as the repository tells them. */
const settings = [
  '.dependency-cruiser.cjs',
  'tools/console-imports.cjs',
  'tools/declared-imports.cjs',
  'tsconfig.base.json',
  'knip.json',
];

const json = (content: object): string => JSON.stringify(content);
const references = (...paths: string[]): string =>
  json({
    extends: '../../tsconfig.base.json',
    include: ['src'],
    references: paths.map((path) => ({ path })),
    compilerOptions: { rootDir: '../../', outDir: '../../dist' },
  });
const packageWith = (dependencies: object): string =>
  json({
    type: 'module',
    imports: { '#libs/*': { types: './libs/*/src/index.ts', default: './dist/libs/*/src/index.js' } },
    dependencies,
  });

/** An app of two slices, of which one may import the other: nothing is wrong with it. */
const program: Readonly<Record<string, string>> = {
  'package.json': packageWith({ zod: '*' }),
  'tsconfig.json': json({
    files: [],
    references: ['apps/api', 'libs/projects', 'libs/sessions'].map((path) => ({ path })),
  }),
  'apps/api/tsconfig.json': references('../../libs/sessions'),
  'apps/api/src/main.ts': "import { session } from '#libs/sessions';\nconsole.log(session);\n",
  'libs/sessions/tsconfig.json': references('../projects'),
  'libs/sessions/src/index.ts': "export { session } from './session-queries.js';\n",
  'libs/sessions/src/session-queries.ts':
    "import { project } from '#libs/projects';\nexport const session = { project };\n",
  'libs/projects/tsconfig.json': references(),
  'libs/projects/src/index.ts': "export { project } from './project.js';\n",
  'libs/projects/src/project.ts': "import { z } from 'zod';\nexport const project = z.string();\n",
};

let workspace: string;

const write = async (files: Readonly<Record<string, string>>): Promise<void> => {
  for (const [file, content] of Object.entries(files)) {
    await mkdir(join(workspace, dirname(file)), { recursive: true });
    await writeFile(join(workspace, file), content);
  }
};

beforeEach(async () => {
  workspace = await mkdtemp(join(tmpdir(), 'renku-sessions-static-checks-'));
  for (const file of settings) await cp(join(root, file), join(workspace, file));
  await symlink(join(root, 'node_modules'), join(workspace, 'node_modules'));
  await write(program);
});
afterEach(() => rm(workspace, { recursive: true }));

/** Its exit code and what it said. */
const run = async (tool: string, ...args: string[]): Promise<{ readonly code: number; readonly said: string }> =>
  new Promise((resolve) => {
    const program = join(root, 'node_modules/.bin', tool);
    execFile(program, args, { cwd: workspace }, (error, stdout, stderr) => {
      resolve({ code: error === null ? 0 : Number(error.code), said: `${stdout}${stderr}` });
    });
  });

const layers = () => run('depcruise', '--config', '.dependency-cruiser.cjs', 'apps', 'libs');
const unusedCode = () => run('knip', '--no-progress', '--no-config-hints');

describe('the static checks of npm test', () => {
  test('let a program pass with which nothing is wrong', async () => {
    expect(await layers()).toEqual({ code: 0, said: expect.stringContaining('no dependency violations found') });
    expect(await unusedCode()).toEqual({ code: 0, said: expect.not.stringContaining('Unused') });
  });

  test('refuse the import of a lib that the part does not declare', async () => {
    await write({ 'libs/sessions/tsconfig.json': references() });
    const { code, said } = await layers();
    expect(said).toContain(
      'libs/sessions-imports-what-it-declares: libs/sessions/src/session-queries.ts → libs/projects',
    );
    expect(code).toBeGreaterThan(0);
  });

  test('refuse what every page of the console stands on the import of a page', async () => {
    await write({
      'apps/console/src/page/title.ts': "import { home } from '../home/home-page.js';\nexport const title = home;\n",
      'apps/console/src/home/home-page.tsx': "export const home = 'Home';\n",
    });
    const { code, said } = await layers();
    expect(said).toContain('console-stands-on-no-page: apps/console/src/page/title.ts → apps/console/src/home');
    expect(code).toBeGreaterThan(0);
  });

  test('refuse a dependency that nothing imports', async () => {
    await write({ 'package.json': packageWith({ zod: '*', pino: '*' }) });
    const { code, said } = await unusedCode();
    expect(said).toMatch(/Unused dependencies \(1\)\npino /);
    expect(code).toBe(1);
  });

  test('refuse an export that nobody imports', async () => {
    await write({
      'libs/projects/src/project.ts': `${program['libs/projects/src/project.ts'] ?? ''}export const dead = 1;\n`,
    });
    const { code, said } = await unusedCode();
    expect(said).toMatch(/Unused exports \(1\)\ndead .*libs\/projects\/src\/project\.ts/);
    expect(code).toBe(1);
  });
});
