import { expect, test } from 'vitest';
import type { System } from '../../e2e/support/system.js';
import { findChromium, TestBrowser } from './chromium.js';

/** One test in a browser of a suite whose others need none; skipped where there is no browser, failed where its pages complain. */
export const browserTest = (
  name: string,
  system: () => System,
  body: (browser: TestBrowser) => Promise<void>,
): void => {
  const executable = findChromium();
  if (executable === undefined) return test.skip(name, () => undefined);
  test(name, async () => {
    const browser = new TestBrowser(executable, () => system().openUrl());
    try {
      await body(browser);
      expect(browser.complaints).toEqual([]);
    } finally {
      await browser.close();
    }
  });
};
