// bundle-programs.mjs [DIRECTORY]: of what tsc compiled below DIRECTORY/dist, one file for each program in DIRECTORY/dist/programs, and
// what several share beside them. A program starts in half the time: Node reads a few files where it looked up two thousand.
import { rename, rm } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { rolldown } from 'rolldown';

const programs = {
  api: 'apps/api/src/main.js',
  worker: 'apps/worker/src/main.js',
  gateway: 'apps/gateway/src/main.js',
  standalone: 'apps/standalone/src/main.js',
  stores: 'apps/standalone/src/stores.main.js',
  'embedded-server': 'apps/standalone/src/embedded-server.thread.js',
  token: 'apps/standalone/src/token.js',
  'renku-sessions': 'apps/cli/src/main.js',
  'renku-sessions-clone': 'libs/session-runtime/src/kubernetes/clone/main.js',
  'session-runner': 'libs/session-runtime/src/local/runner/main.js',
  'file-view': 'libs/session-runtime/src/local/file-view/main.js',
};

/** Loaded where a setting asks for them, and as they are: they bring binaries, or look for files of their package. */
const left = ['dockerode', 'libsql', 'swagger-ui-dist'];

// V8 keeps a source in one byte a character if none of them is beyond Latin-1, else all of it in two
const escaped = (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, '0')}`;
const inOneByte = {
  name: 'in-one-byte',
  generateBundle: (_, files) => {
    for (const file of Object.values(files)) file.code = file.code.replace(/[^\0-\xff]/g, escaped);
  },
};

// what is CommonJS is loaded after the decorators that need it, though @nestjs/common asks for it first
const reflectionFirst = {
  name: 'reflection-first',
  transform: { filter: { id: /\/reflect-metadata\/Reflect\.js$/ }, handler: (code) => `${code}\nexport {};\n` },
};

/**
 * Do nothing but define what they export, or name what a library of ours offers: what a program does not ask for stays out of it.
 * Else whoever reads one type of event loads Nest, Fastify and all that is beside it.
 */
const onlyDefinitions = { test: /@kubernetes\/client-node|\/dist\/libs\/.*\/src\/index\.js$/, sideEffects: false };

const dist = resolve(process.argv[2] ?? '.', 'dist');
const directory = join(dist, 'programs');
// what runs meanwhile finds what it looks for, and what fails leaves what was there
const made = `${directory}.new`;
const bundle = await rolldown({
  input: Object.fromEntries(Object.entries(programs).map(([name, file]) => [name, join(dist, file)])),
  platform: 'node',
  external: left.map((name) => new RegExp(`^${name}($|/)`)),
  plugins: [reflectionFirst, inOneByte],
  treeshake: { moduleSideEffects: [onlyDefinitions] },
  checks: { eval: false },
  // packages ask for others that need not be there, and we have not; of our own files tsc has said it
  onLog: (level, log, report) => {
    if (log.code !== 'UNRESOLVED_IMPORT') report(level, log);
  },
});
// Nest, the API's document and what errors say go by names of classes
await bundle.write({
  dir: made,
  cleanDir: true,
  format: 'esm',
  keepNames: true,
  entryFileNames: '[name].js',
  chunkFileNames: 'shared-[hash].js',
});
await bundle.close();
await rm(directory, { recursive: true, force: true });
await rename(made, directory);
