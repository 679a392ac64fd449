import { availableParallelism } from 'node:os';
import { defineConfig } from 'vitest/config';
import { linguiMacros } from './apps/console/lingui-macros.js';
import { LongestFirst } from './tools/longest-first.mjs';

const source = (path) => new URL(path, import.meta.url).pathname;
const project = (name, include, more = {}) => ({ extends: true, test: { name, include, ...more } });
/** Programs are started, on a machine that may be busy. Whatever does not happen fails after the one wait for it. */
const ofPrograms = { testTimeout: 240_000, hookTimeout: 240_000 };
const sources = '{apps,libs}/**/src/**';

export default defineConfig({
  cacheDir: '.cache/vite',
  plugins: [linguiMacros()],
  resolve: {
    alias: [
      { find: /^#console\/i18n$/, replacement: source('apps/console/src/language/i18n.ts') },
      { find: /^#libs\/event-sourcing\/testing$/, replacement: source('libs/event-sourcing/src/testing.ts') },
      { find: /^#libs\/embedded\/([^/]+)$/, replacement: source('libs/embedded/$1/src/index.ts') },
      { find: /^#libs\/([^/]+)$/, replacement: source('libs/$1/src/index.ts') },
    ],
  },
  test: {
    // a process loads Nest, drivers and our own modules once, and not for each file of specs: half of the processor time
    isolate: false,
    // what a source is made into is kept from run to run, by what it holds
    experimental: { fsModuleCache: true, fsModuleCachePath: '.cache/vitest' },
    // one more than there are cores: many a spec waits, for a lease, a time-out, a program that starts
    maxWorkers: availableParallelism() + 1,
    sequence: { sequencer: LongestFirst },
    // conditions are waited for; a busy machine may take its time
    testTimeout: 60_000,
    hookTimeout: 60_000,
    slowTestThreshold: 5_000,
    // what is skipped says why as it is, without a heading
    disableConsoleIntercept: true,
    setupFiles: ['reflect-metadata'],
    projects: [
      project('unit', [`${sources}/*.spec.ts`, 'tools/*.spec.ts']),
      project('int', [`${sources}/*.int-spec.ts`, 'tools/*.int-spec.ts']),
      project('e2e', ['test/e2e/**/*.e2e-spec.ts'], ofPrograms),
      project('browser', ['test/browser/**/*.e2e-spec.ts'], ofPrograms),
    ],
  },
});
