import { expect, test } from 'vitest';
import { untilStatus } from '../e2e/support/until-status.js';
import { isReadable } from './support/is-readable.js';
import { startConsole } from './support/start-console.js';

const { inBrowser, system, browser, grace } = await startConsole({ MAX_RUNNING_PER_USER: '1' });

const launch = async (projectId: string, sessionId: string): Promise<string> =>
  (await grace.post<{ launchId: string }>(`/projects/${projectId}/sessions/${sessionId}/launch`)).body.launchId;
const is = (launchId: string, status: string): Promise<true> => untilStatus(grace, launchId, status);

inBrowser('the steps of a launch', () => {
  test('say how long they usually take, once there were runs enough', async () => {
    const [rivers, lakes] = [await grace.createProject(), await grace.createProject()];
    const [lab, other] = [await grace.addSession(rivers, 'Lab'), await grace.addSession(lakes, 'Other')];
    for (let run = 0; run < 2; run += 1) {
      const launchId = await launch(rivers, lab);
      await is(launchId, 'running');
      await grace.post(`/launches/${launchId}/stop`, {});
      await is(launchId, 'inactive');
    }
    // takes the only place, so that the third one waits before its steps
    await is(await launch(lakes, other), 'running');
    await launch(rivers, lab);
    const page = await browser.page('Grace', { viewport: { width: 390, height: 844 } });
    await page.goto(`${system.url}/projects/${rivers}/sessions/${lab}`);
    const steps = page.getByRole('list', { name: 'Steps of the launch' }).getByRole('listitem');
    await steps.filter({ hasText: /Waiting for its turn/ }).waitFor();
    await steps
      .filter({ hasText: /usually (less than 1|\d+) s$/ })
      .first()
      .waitFor();
    expect(await steps.filter({ hasText: 'Waiting for its turn' }).innerText()).not.toContain('usually');
    await isReadable(page);
  });
});
