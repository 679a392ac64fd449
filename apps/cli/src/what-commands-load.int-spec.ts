import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { expect, test } from 'vitest';
import { programPath } from '#libs/package';

const programs = dirname(programPath('renku-sessions'));
const textOf = (file: string): string => readFileSync(join(programs, file), 'utf8');

/** All that a file of the bundle imports, not what it may load later. */
const loadedWith = (file: string, known = new Set<string>()): Set<string> => {
  known.add(file);
  for (const [, imported = ''] of textOf(file).matchAll(/^import .*?"\.\/(\S+)";$/gm))
    if (!known.has(imported)) loadedWith(imported, known);
  return known;
};

const fileOf = (command: string): string => {
  const found = readdirSync(programs).find((file) => textOf(file).includes(`\n// dist/apps/cli/src/${command}.js\n`));
  if (found === undefined) throw new Error(`no file of the bundle has ${command}`);
  return found;
};

test.each(['list-events', 'verify', 'doctor', 'list-projections', 'backup'])('%s loads nothing of Nest', (command) => {
  const packages = [...loadedWith(fileOf(command))].flatMap((file) =>
    [...textOf(file).matchAll(/^\/\/ node_modules\/((?:@[^/]+\/)?[^/]+)/gm)].map(([, name]) => name),
  );
  expect(packages).toContain('zod');
  expect(packages.filter((name) => name?.startsWith('@nestjs/'))).toEqual([]);
});
