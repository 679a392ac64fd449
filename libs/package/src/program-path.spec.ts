import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { packageDirectory } from './package-directory.js';
import { programPath } from './program-path.js';

test('a program that is not built is named, and what to do', () => {
  expect(existsSync(join(packageDirectory, 'package-lock.json'))).toBe(true);
  expect(() => programPath('nobody')).toThrow(/dist\/programs\/nobody\.js is missing\. Run "npm run build"\.$/);
});
