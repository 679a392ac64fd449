import { describe, expect, test } from 'vitest';
import { processorTime } from '../../../test/support/processor-time.js';
import { compareContents } from './compare-contents.js';
import type { InstalledPackage } from './installed-package.js';

const packages = (...said: readonly string[]): readonly InstalledPackage[] =>
  said.map((one) => {
    const [manager = '', name = '', version = ''] = one.split(' ');
    return { manager, name, version, layer: `of ${version}` };
  });

describe('what moving from one image to another changes', () => {
  test('is what was added, removed, and is there in another version', () => {
    expect(
      compareContents(
        packages('dpkg bash 5', 'pip numpy 1', 'pip pandas 2'),
        packages('dpkg bash 5', 'pip numpy 2', 'pip torch 1'),
      ),
    ).toEqual({
      added: [{ manager: 'pip', name: 'torch', version: '1' }],
      removed: [{ manager: 'pip', name: 'pandas', version: '2' }],
      changed: [{ manager: 'pip', name: 'numpy', from: '1', to: '2' }],
    });
  });

  test('tells packages of one name apart by their manager', () => {
    const { added, removed } = compareContents(packages('pip numpy 1'), packages('conda numpy 1'));
    expect([added, removed].flat().map(({ manager }) => manager)).toEqual(['conda', 'pip']);
  });

  test('may be one of several versions', () => {
    const two = packages('pip numpy 1', 'pip numpy 2');
    expect(compareContents(two, packages('pip numpy 2'))).toMatchObject({ added: [], removed: [{ version: '1' }] });
    expect(compareContents(two, packages('pip numpy 2', 'pip numpy 3'))).toMatchObject({
      ...{ added: [], removed: [] },
      changed: [{ from: '1', to: '3' }],
    });
  });

  test('takes no time from others where a package is there in very many versions', async () => {
    const versions = (of: string) => packages(...Array.from({ length: 50_000 }, (_, index) => `npm x ${of}${index}`));
    const [from, to] = [versions('a'), versions('b')];
    expect(await processorTime(() => compareContents(from, to))).toBeLessThan(2_000);
  });

  test('is nothing where only layers differ', () => {
    const [one, other] = [packages('pip numpy 1'), packages('pip numpy 1').map((p) => ({ ...p, layer: 'another' }))];
    expect(compareContents(one, other)).toEqual({ added: [], removed: [], changed: [] });
  });
});
