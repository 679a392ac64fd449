import { availableParallelism } from 'node:os';
import { linguiPlugin } from './apps/console/lingui-plugin.js';

const typescript = [
  '@swc/jest',
  {
    swcrc: false,
    sourceMaps: 'inline',
    module: { type: 'es6' },
    jsc: {
      target: 'es2023',
      keepClassNames: true,
      parser: { syntax: 'typescript', decorators: true },
      transform: { legacyDecorator: true, decoratorMetadata: true, useDefineForClassFields: false },
    },
  },
];
const [swc, options] = typescript;
const withMessages = [
  swc,
  { ...options, jsc: { ...options.jsc, experimental: { plugins: [linguiPlugin], cacheRoot: '.cache/swc' } } },
];
const base = {
  testEnvironment: 'node',
  extensionsToTreatAsEsm: ['.ts'],
  resolver: '<rootDir>/jest.resolver.cjs',
  transform: { 'apps/console/src/.+\\.ts$': withMessages, '\\.ts$': typescript },
  moduleNameMapper: {
    '^#console/i18n$': '<rootDir>/apps/console/src/language/i18n.ts',
    '^#libs/event-sourcing/testing$': '<rootDir>/libs/event-sourcing/src/testing.ts',
    '^#libs/embedded/([^/]+)$': '<rootDir>/libs/embedded/$1/src/index.ts',
    '^#libs/([^/]+)$': '<rootDir>/libs/$1/src/index.ts',
  },
  setupFiles: ['reflect-metadata'],
  modulePathIgnorePatterns: ['<rootDir>/dist/', '<rootDir>/.cache/'],
};
const roots = '<rootDir>/{apps,libs}';
export default {
  // one more than there are cores: many a spec waits, for a lease, a time-out, a program that starts
  maxWorkers: availableParallelism() + 1,
  testSequencer: './tools/longest-first.mjs',
  // Jest keeps the ES modules of every spec file it has run (jestjs/jest#14605). A worker is replaced before it holds so much that
  // its orderly end takes longer than the 500 ms after which Jest calls it a leak and kills it.
  workerIdleMemoryLimit: '256MB',
  // conditions are waited for; a busy machine may take its time
  testTimeout: 30_000,
  projects: [
    { ...base, displayName: 'unit', testMatch: [`${roots}/**/src/**/*.spec.ts`, '<rootDir>/tools/*.spec.ts'] },
    { ...base, displayName: 'int', testMatch: [`${roots}/**/src/**/*.int-spec.ts`, '<rootDir>/tools/*.int-spec.ts'] },
    { ...base, displayName: 'e2e', testMatch: ['<rootDir>/test/e2e/**/*.e2e-spec.ts'] },
    { ...base, displayName: 'browser', testMatch: ['<rootDir>/test/browser/**/*.e2e-spec.ts'] },
  ],
};
