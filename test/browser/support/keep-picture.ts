import { mkdir } from 'node:fs/promises';
import { basename, join } from 'node:path';
import type { Page } from 'playwright-core';
import { expect } from 'vitest';

/** To be flipped through by people; of no meaning to the tests, which take longer for them. */
const ARE_WANTED = process.env['PICTURES'] === 'true';
const FOLDER = '.cache/screenshots';
/** In CSS pixels: of a longer page its beginning. */
const TALLEST = 8_000;

let taken = 0;

/** What the page shows now, as a file named after the test, where pictures are asked for. */
export const keepPicture = async (page: Page): Promise<void> => {
  if (!ARE_WANTED) return;
  const { currentTestName = '', testPath = '' } = expect.getState();
  const folder = join(FOLDER, basename(testPath, '.e2e-spec.ts'));
  taken += 1;
  const width = page.viewportSize()?.width ?? 0;
  const height = Math.min(TALLEST, await page.evaluate<number>('document.documentElement.scrollHeight'));
  const words = currentTestName.replaceAll(/[^\w ,’-]+/g, '').slice(0, 120);
  await mkdir(folder, { recursive: true });
  await page.screenshot({
    path: join(folder, `${String(taken).padStart(3, '0')} ${words} ${width}px.png`),
    fullPage: true,
    clip: { x: 0, y: 0, width, height },
  });
};
