import { test } from 'vitest';
import { untilStatus } from '../e2e/support/until-status.js';
import { button } from './support/button.js';
import { gone } from './support/gone.js';
import { hasFocus } from './support/has-focus.js';
import { Keys } from './support/keys.js';
import { startConsole } from './support/start-console.js';
import { START_MS } from './support/start-ms.js';

/** Three quarters of it pass before the pause is announced; in the last one it is called off, on a busy machine as well. */
const IDLE_PAUSE = 80;

const { inBrowser, system, browser, grace } = await startConsole({ IDLE_PAUSE: String(IDLE_PAUSE) });

inBrowser('a pause that is announced, by the keyboard alone', () => {
  test('is called off by whoever keeps the session running, and they go on from there', async () => {
    const projectId = await grace.createProject('private', 'Seas');
    await grace.addSession(projectId, 'Tides');
    const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
    await untilStatus(grace, launchId, 'running', START_MS);
    const { page, keys } = await Keys.at(browser, `${system.url}/`);
    const keep = button(page, 'Keep it running: Tides');
    // where it is near
    await keys.goTo(button(page, 'Open: Tides'));
    await keep.waitFor({ timeout: IDLE_PAUSE * 1_000 });
    await page.getByText('Nobody uses it: it will be paused at').waitFor();
    await keys.enter(keep);
    await gone(page.getByText('Nobody uses it: it will be paused at'));
    await gone(keep);
    await hasFocus(page.getByLabel('What can be done with Tides', { exact: true }));
    await keys.isInOrder();
    await grace.post(`/launches/${launchId}/stop`, { discard: true });
  });
});
