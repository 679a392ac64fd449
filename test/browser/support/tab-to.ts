import type { Locator } from 'playwright-core';

/** Tabs of a page with a menu, a form and a list. */
const MOST = 40;

/** Presses Tab until that has the focus, or Shift-Tab, where it is nearer from there. */
export const tabTo = async (element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> => {
  const focused = element.and(element.page().locator(':focus'));
  await element.waitFor();
  for (let pressed = 0; pressed < MOST; pressed += 1) {
    if ((await focused.count()) > 0) return;
    await element.page().keyboard.press(key);
  }
  throw new Error(`${MOST} times ${key} do not lead to ${String(element)}`);
};
