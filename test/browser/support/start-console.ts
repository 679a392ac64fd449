import { existsSync } from 'node:fs';
import { afterAll, describe, expect, test } from 'vitest';
import { System } from '../../e2e/support/system.js';
import { findChromium, TestBrowser } from './chromium.js';

type People = Awaited<ReturnType<System['everybody']>>;

interface Console extends Readonly<People> {
  /** A suite that is skipped where there is no browser, and fails where its pages complain. */
  readonly inBrowser: (name: string, tests: () => void) => void;
  readonly system: System;
  readonly browser: TestBrowser;
}

/** For a whole spec file: a system with these settings, those who use it, and a browser, until its tests are over; nothing where it is not wanted. */
export const startConsole = async (settings: NodeJS.ProcessEnv = {}, isWanted = true): Promise<Console> => {
  const executable = isWanted ? findChromium() : undefined;
  if (executable === undefined) return whereNoneIs as Console;
  if (!existsSync('dist/console/index.html')) throw new Error('the console is not built: run `npm run build` first');
  const system = await System.start(settings);
  const browser = new TestBrowser(executable, () => system.openUrl());
  afterAll(async () => {
    await browser.close();
    await system.remove();
  });
  return { inBrowser: suiteIn(browser), system, browser, ...(await peopleOf(system)) };
};

/** None of the tests runs that would ask it for more. */
const whereNoneIs: Partial<Console> = { inBrowser: describe.skip };

/** A spec file that cannot be read has no end at which its system would be removed. */
const peopleOf = async (system: System): Promise<People> => {
  try {
    return await system.everybody();
  } catch (error) {
    await system.remove();
    throw error;
  }
};

const suiteIn = (browser: TestBrowser) => (name: string, tests: () => void) =>
  describe(name, () => {
    tests();
    test('no page had a script error, or wanted what its policy forbids', () => {
      expect(browser.complaints).toEqual([]);
    });
  });
