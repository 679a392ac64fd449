import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

interface Rule {
  readonly from: { readonly path: string };
  readonly to: { readonly path: string; readonly pathNot: string };
}

interface DeclaredImports {
  readonly declaredImports: (specs: string) => readonly Rule[];
  readonly parts: readonly { readonly part: string; readonly libs: readonly string[] }[];
}

const root = join(import.meta.dirname, '..');
const { declaredImports, parts } = createRequire(import.meta.url)('./declared-imports.cjs') as DeclaredImports;

const isRefused = (from: string, to: string): boolean =>
  declaredImports('spec').some(
    (rule) =>
      new RegExp(rule.from.path).test(from) &&
      new RegExp(rule.to.path).test(to) &&
      !new RegExp(rule.to.pathNot).test(to),
  );

const sourceOf = (part: string): string =>
  readdirSync(join(root, part, 'src'), { recursive: true, encoding: 'utf8' })
    .filter((file) => file.endsWith('.ts'))
    .map((file) => readFileSync(join(root, part, 'src', file), 'utf8'))
    .join('\n');

describe('a part', () => {
  test('imports the libs that it declares and no other', () => {
    expect(isRefused('libs/launches/src/launch.ts', 'libs/projects/src/index.ts')).toBe(false);
    expect(isRefused('libs/launches/src/launch.ts', 'libs/launches/src/launch-states.ts')).toBe(false);
    expect(isRefused('libs/launches/src/launch.ts', 'libs/environments/src/index.ts')).toBe(true);
    expect(isRefused('apps/gateway/src/gateway.ts', 'libs/environments/src/index.ts')).toBe(true);
    expect(isRefused('libs/projects/src/project.ts', 'libs/sessions/src/index.ts')).toBe(true);
  });

  test.each(parts.filter(({ part }) => existsSync(join(root, part, 'src'))))(
    '$part declares what it imports',
    ({ part, libs }) => {
      const source = sourceOf(part);
      // fixtures are for specs alone: by their path
      const imports = (lib: string): boolean =>
        source.includes(`'#${lib}`) || source.includes(`../${lib.replace('libs/', '')}/src/`);
      const unused = libs.filter((lib) => lib.startsWith('libs/') && !imports(lib));
      expect(unused).toEqual([]);
    },
  );
});
