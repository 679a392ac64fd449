import axe, { type Result } from 'axe-core';
import type { Page } from 'playwright-core';

/** What axe finds wrong with the page for those who do not see it, or use it by keyboard: rule and element. */
export const violationsOn = async (page: Page, rules?: readonly string[]): Promise<string[]> => {
  if (!(await page.evaluate<boolean>('"axe" in globalThis'))) await page.evaluate(axe.source);
  const options = JSON.stringify({ resultTypes: ['violations'], ...(rules !== undefined && { runOnly: rules }) });
  const violations = await page.evaluate<Result[]>(`axe.run(${options}).then(({ violations }) => violations)`);
  return violations.flatMap(({ id, nodes }) => nodes.map(({ html }) => `${id}: ${html}`));
};
