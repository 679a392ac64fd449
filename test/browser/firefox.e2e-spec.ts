import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { System } from '../e2e/support/system.js';
import { Firefox } from './support/firefox.js';

const executable = process.env['FIREFOX'];
if (executable === undefined) {
  process.stderr.write('SKIPPED: the story in Firefox: FIREFOX names its program\n');
  test.skip('the story in Firefox', () => undefined);
}

(executable === undefined ? describe.skip : describe)('the story in Firefox, by keyboard alone', () => {
  let system: System;
  let page: Firefox;
  beforeAll(async () => {
    system = await System.start();
    page = await Firefox.start(executable ?? '');
  });
  afterAll(async () => {
    await page.close();
    await system.remove();
  });
  const go = async (name: RegExp): Promise<void> => {
    await page.tabTo(name);
    await page.press('Enter');
  };
  const isReadable = async (): Promise<void> => {
    for (const width of [390, 1440]) {
      await page.resize(width);
      expect(await page.violations()).toEqual([]);
      expect(await page.evaluate('document.documentElement.scrollWidth - innerWidth')).toBeLessThanOrEqual(0);
    }
  };

  test('from signing in to a session that ran, was paused, resumed and stopped, and its history', async () => {
    await page.open(await system.openUrl());
    await page.sees('Sign in');
    await isReadable();
    await go(/^Sign in$/);
    await page.sees('Grace');
    await go(/Grace/);
    await page.sees('New project');
    await isReadable();
    await go(/^New project$/);
    await page.sees('Create project');
    await page.tabTo(/^Name$/);
    await page.type('River levels');
    await page.press('Enter');
    await page.sees('This project has no sessions yet');
    await isReadable();
    await go(/^Add Jupyter Python$/);
    await page.sees('Inactive');
    await go(/^Launch: Jupyter Python$/);
    await page.sees('Jupyter Python: Running');
    await isReadable();
    await go(/^Pause: Jupyter Python$/);
    await page.sees('Your files are kept until');
    await go(/^Resume: Jupyter Python$/);
    await page.sees('Jupyter Python: Running');
    await go(/^Stop: Jupyter Python$/);
    await page.sees('Stop “Jupyter Python”?');
    await go(/^Stop$/);
    await page.sees('Inactive');
    await isReadable();
    await go(/^History$/);
    await page.sees('is stopped');
    await isReadable();
  });
});
