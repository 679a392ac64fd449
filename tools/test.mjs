// npm test: static checks, then every Vitest project but the one that needs a browser. Ends with one line, `N passed, N failed`.
import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const bin = (name) => join('node_modules', '.bin', name);
const types = ['types', bin('tsc'), ['-b']];
const lint = (name, ...patterns) => {
  const cache = ['--cache', '--cache-location', join('.cache', `eslint-${name.replace(' ', '-')}`)];
  return [`lint of ${name}`, bin('eslint'), ['--max-warnings', '0', ...cache, ...patterns]];
};

/** Side by side: the linter takes longer than all the others, and in one go more memory than a program has. */
const sequences = [
  [lint('libs', 'libs')],
  [
    ['types of the console', bin('tsc'), ['-p', 'apps/console']],
    ['build', process.execPath, ['tools/build-if-needed.mjs']],
    ['format', bin('biome'), ['check', '--error-on-warnings']],
    ['layers', bin('depcruise'), ['--config', '.dependency-cruiser.cjs', 'apps', 'libs']],
    ['unused code', bin('knip'), []],
    lint('all else', '.', '--ignore-pattern', 'libs'),
  ],
];

const run = (command, args) =>
  new Promise((resolve) => {
    const child = spawn(command, args, { stdio: 'inherit' });
    child.on('error', (error) => resolve(console.error(error.message) ?? 1));
    child.on('close', (code) => resolve(code ?? 1));
  });

let passed = 0;
let failed = 0;
const started = Date.now();
const seconds = (since) => `${((Date.now() - since) / 1000).toFixed(1)} s`;

const only = process.argv.slice(2);
const selection = only.length > 0 ? only : ['unit', 'int', 'e2e'].map((project) => `--project=${project}`);
const check = async ([name, command, args]) => {
  const since = Date.now();
  const ok = (await run(command, args)) === 0;
  console.log(`${ok ? 'ok  ' : 'FAIL'} ${name} (${seconds(since)})`);
  if (ok) passed += 1;
  else failed += 1;
  return ok;
};

if (only.length === 0 && (await check(types)))
  await Promise.all(
    sequences.map(async (sequence) => {
      for (const each of sequence) await check(each);
    }),
  );

if (failed === 0 || only.length > 0 || process.env.CI === 'true') {
  const folder = await mkdtemp(join(tmpdir(), 'renku-sessions-test-'));
  const report = join(folder, 'vitest.json');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${report}`];
  const code = await run(bin('vitest'), ['run', ...reporters, ...selection]);
  const results = await readFile(report, 'utf8').then(JSON.parse, () => undefined);
  const broken =
    results?.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0) ?? [];
  passed += results?.numPassedTests ?? 0;
  failed += (results?.numFailedTests ?? 0) + broken.length;
  if (code !== 0 && failed === 0) failed += 1;
  await rm(folder, { recursive: true, force: true });
}

console.log(`in ${seconds(started)}`);
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
