// Before `npm start`: compiles what changed. tsc does that itself; the console is built when a source is newer.
import { spawnSync } from 'node:child_process';
import { existsSync, readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

const run = (command, args) => {
  const { status } = spawnSync(process.execPath, [join('node_modules', command), ...args], { stdio: 'inherit' });
  if (status !== 0) process.exit(status ?? 1);
};

const newest = (folder) =>
  readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .reduce((time, entry) => Math.max(time, statSync(join(entry.parentPath, entry.name)).mtimeMs), 0);

const consoleIsBuilt = () => {
  const page = 'dist/console/index.html';
  return existsSync(page) && statSync(page).mtimeMs > newest('apps/console');
};

run('@typescript/native/bin/tsc', ['-b']);
if (existsSync('apps/console/index.html') && !consoleIsBuilt())
  run('vite/bin/vite.js', ['build', 'apps/console', '--logLevel', 'warn']);
