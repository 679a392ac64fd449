// Before `npm start`: compiles what changed. tsc does that itself; the console is built when a source is newer.
import { spawn } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const SILENCE_MS = 1500;

/** Says what is waited for where that takes long; on standard error, since programs read the other. */
const run = (what, command, args) =>
  new Promise((resolve) => {
    const telling = setTimeout(() => process.stderr.write(`renku-sessions: ${what} …\n`), SILENCE_MS);
    const child = spawn(process.execPath, [join('node_modules', command), ...args], { stdio: 'inherit' });
    child.on('exit', (status) => {
      clearTimeout(telling);
      if (status !== 0) process.exit(status ?? 1);
      resolve();
    });
  });

const newest = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((time, entry) => Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

const consoleIsBuilt = () => {
  const page = 'dist/console/index.html';
  return existsSync(page) && statSync(page).mtimeMs > newest('apps/console');
};

const isFirst = !existsSync('dist/apps/standalone/src/main.js');
const programs = isFirst ? 'compiling the programs, once: a minute or less' : 'compiling what changed of the programs';
await run(programs, '@typescript/native/bin/tsc', ['-b']);
if (existsSync('apps/console/index.html') && !consoleIsBuilt())
  await run('building the console', 'vite/bin/vite.js', ['build', 'apps/console', '--logLevel', 'warn']);
