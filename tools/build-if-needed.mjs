// Before `npm start`: compiles what changed. tsc does that itself; programs and console are built when a source is newer.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SILENCE_MS = 1500;
const bundler = 'tools/bundle-programs.mjs';

/** Says what is waited for where that takes long; on standard error, since programs read the other. */
const run = (what, command, args) =>
  new Promise((resolve) => {
    const telling = setTimeout(() => process.stderr.write(`renku-sessions: ${what} …\n`), SILENCE_MS);
    const child = spawn(process.execPath, [command, ...args], { stdio: 'inherit' });
    child.on('exit', (status) => {
      clearTimeout(telling);
      if (status !== 0) process.exit(status ?? 1);
      resolve();
    });
  });

const changedAt = (file) => statSync(file).mtimeMs;

const newest = (folder, end = '') =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith(end))
    .reduce((time, entry) => Math.max(time, changedAt(join(entry.parentPath, entry.name))), 0);

const consoleIsBuilt = () => {
  const page = 'dist/console/index.html';
  return existsSync(page) && changedAt(page) > newest('apps/console');
};

const program = 'dist/programs/standalone.js';
const programsAreBundled = () => {
  const sources = [
    newest('dist/apps', '.js'),
    newest('dist/libs', '.js'),
    ...['package-lock.json', bundler].map(changedAt),
  ];
  return existsSync(program) && changedAt(program) > Math.max(...sources);
};

const isFirst = !existsSync(program);
const programs = isFirst ? 'compiling the programs, once: a minute or less' : 'compiling what changed of the programs';
await run(programs, 'node_modules/@typescript/native/bin/tsc', ['-b']);
if (!programsAreBundled()) await run('bundling the programs', bundler, []);
if (existsSync('apps/console/index.html') && !consoleIsBuilt())
  await run('building the console', 'node_modules/vite/bin/vite.js', ['build', 'apps/console', '--logLevel', 'warn']);
