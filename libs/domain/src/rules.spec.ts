import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';

const root = join(import.meta.dirname, '../../..');

/** Sections of docs/rules.md: `## 4 One launch`, what it says, `- decided in …`, `- tested in …`. */
const rules = readFileSync(join(root, 'docs/rules.md'), 'utf8')
  .split(/^## /m)
  .map((section) => /^(\d+) .*?^- decided in (.*?)^- tested in (.*)$/ms.exec(section))
  .filter((section) => section !== null)
  .map(([, number = '', decided = '', tested = '']) => ({ number, decided, tested }));

const pathsIn = (list: string): string[] => [...list.matchAll(/`([^`]+)`/g)].map(([, path]) => path ?? '');

describe('docs/rules.md', () => {
  test('has every rule', () => {
    expect(rules.map(({ number }) => number)).toEqual(Array.from({ length: 17 }, (_, index) => String(index + 1)));
  });

  test.each(rules)('rule $number is decided and tested in files that there are', ({ decided, tested }) => {
    const paths = [...pathsIn(decided), ...pathsIn(tested)];
    expect(paths.length).toBeGreaterThan(1);
    expect(paths.filter((path) => !existsSync(join(root, path)))).toEqual([]);
  });

  test.each(rules)('specs of rule $number say its number', ({ number, tested }) => {
    const says = (path: string): boolean => readFileSync(join(root, path), 'utf8').includes(`rule ${number}, `);
    expect(pathsIn(tested).filter((path) => !says(path))).toEqual([]);
  });
});
