import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import { violationsOn } from './axe.js';
import { fitsItsWidth } from './fits-its-width.js';
import { keepPicture } from './keep-picture.js';

/** What can be wrong in one scheme alone: nothing but colours depends on it (`page/colours.css` of the console). */
const ofColours = ['color-contrast', 'link-in-text-block'];
const HEIGHT = 900;
const [PHONE, DESK] = [390, 1440] as const;

/**
 * Nothing for axe to find and nothing that sticks out, on a phone and on a desk, in light and in dark. For those who want to see
 * it, a picture of the one in light and of the other in dark.
 */
export const isReadable = async (page: Page): Promise<void> => {
  for (const width of [PHONE, DESK]) {
    await page.setViewportSize({ width, height: HEIGHT });
    await fitsItsWidth(page);
    await page.emulateMedia({ colorScheme: 'light' });
    if (width === PHONE) await keepPicture(page);
    expect({ width, light: await violationsOn(page) }).toEqual({ width, light: [] });
    await page.emulateMedia({ colorScheme: 'dark' });
    if (width === DESK) await keepPicture(page);
    expect({ width, dark: await violationsOn(page, ofColours) }).toEqual({ width, dark: [] });
  }
};
