import type { Page } from 'playwright-core';
import { expect } from 'vitest';
import type { Launch, NodeSystem } from '../../e2e/support/node-system.js';
import type { Loose } from '../../e2e/support/person.js';

interface Launched {
  readonly projectId: string;
  readonly launchId: string;
}

/** Why a launch failed, once API, history and console have told it, and told the same. */
export const toldFailure = async (
  node: NodeSystem,
  page: Page | undefined,
  launched: Launched,
): Promise<Launch['reason']> => {
  const { reason } = await node.untilIs(launched.launchId, { status: 'failed' });
  const { body: history } = await node.grace.get<Loose[]>(`/projects/${launched.projectId}/history`);
  expect(history.filter(({ type }) => type === 'SessionFailed')).toMatchObject([
    { data: { launchId: launched.launchId, reason: reason?.code, message: reason?.message } },
  ]);
  if (page !== undefined) await expectShown(page, `${node.system.url}/projects/${launched.projectId}`, reason);
  return reason;
};

async function expectShown(page: Page, project: string, reason: Launch['reason']): Promise<void> {
  await page.goto(project);
  const alert = page.getByRole('article').getByRole('alert');
  await alert.waitFor();
  expect(inOneLine(await alert.innerText())).toBe(
    inOneLine(`It failed. ${reason?.message ?? ''} ${reason?.advice ?? ''}`),
  );
  await page.goto(`${project}/history`);
  // in the row of its run, and in the step inside
  await page
    .getByText(`failed: ${inOneLine(reason?.message ?? '')}`)
    .first()
    .waitFor();
}

const inOneLine = (text: string): string => text.replace(/\s+/g, ' ').trim();
