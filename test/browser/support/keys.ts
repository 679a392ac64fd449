import type { Locator, Page } from 'playwright-core';
import { expect } from 'vitest';
import { until } from '../../support/until.js';
import { violationsOn } from './axe.js';
import type { PageOptions, TestBrowser } from './chromium.js';
import { tabTo } from './tab-to.js';

const FOCUS_IS_IN_VIEW = `(() => {
  const { top, bottom } = document.activeElement.getBoundingClientRect();
  return bottom > 0 && top < innerHeight;
})()`;

/** A page as somebody uses it who has a keyboard and nothing else. Nothing is done to the page but what keys do. */
export class Keys {
  constructor(private readonly page: Page) {}

  /** Whoever is there has a keyboard, from the first page on. */
  static async at(
    browser: TestBrowser,
    url: string,
    user = 'Grace',
    options: PageOptions = {},
  ): Promise<{ page: Page; keys: Keys }> {
    const page = await browser.page(user, options);
    await page.goto(url);
    await page.getByRole('heading', { level: 1 }).waitFor();
    return { page, keys: new Keys(page) };
  }

  /** On what has the focus. */
  press(key: string): Promise<void> {
    return this.page.keyboard.press(key);
  }

  type(text: string): Promise<void> {
    return this.page.keyboard.type(text);
  }

  /** Tabs there and presses Enter: a button, a link, the summary of what is folded. */
  async enter(element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.goTo(element, key);
    await this.press('Enter');
  }

  /** In place of what stands in the field. */
  async write(field: Locator, text: string): Promise<void> {
    await this.goTo(field);
    await this.press('Control+A');
    await this.type(text);
  }

  /** By the arrow keys, which choose each option on the way as well: each of them is waited for. */
  async choose(select: Locator, option: string): Promise<void> {
    await this.goTo(select);
    const chosen = (): Promise<string> => select.locator('option:checked').innerText();
    const names = (await select.locator('option:enabled').allInnerTexts()).map((name) => name.trim());
    const [from, to] = [names.indexOf((await chosen()).trim()), names.indexOf(option)];
    const step = to < from ? -1 : 1;
    for (let at = from; at !== to; at += step) {
      await this.press(step < 0 ? 'ArrowUp' : 'ArrowDown');
      await until(`${names[at + step]} is chosen`, async () => (await chosen()).trim() === names[at + step]);
    }
  }

  /** That one can go on from where one is: what had the focus may be gone, but then something beside it has it. */
  async isSomewhere(): Promise<void> {
    await this.page.locator(':focus').waitFor({ state: 'attached' });
  }

  /** That one sees where one is, and axe finds nothing. */
  async isInOrder(): Promise<void> {
    await until('what has the focus is in view', () => this.page.evaluate<boolean>(FOCUS_IS_IN_VIEW));
    expect(await violationsOn(this.page)).toEqual([]);
  }

  /**
   * Begins where one was before: whoever is at the beginning of the page again has lost their place. What does nothing yet is
   * waited for.
   */
  async goTo(element: Locator, key: 'Tab' | 'Shift+Tab' = 'Tab'): Promise<void> {
    await this.isSomewhere();
    await tabTo(element, key);
    await element.and(this.page.locator(':focus:not([aria-disabled=true])')).waitFor({ state: 'attached' });
  }
}
