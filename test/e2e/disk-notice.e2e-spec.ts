import { afterAll, beforeAll, expect, jest, test } from '@jest/globals';
import { until } from '../support/until.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

interface Told {
  readonly kind: string;
  readonly sessionId: string;
  readonly expiresAt?: string;
}

// on a busy machine programs take seconds to start
jest.setTimeout(90_000);

let system: System;

beforeAll(async () => {
  system = await System.start({ DISK_RETENTION: '20' });
});
afterAll(() => system.remove());

const toldTo = async (person: Person) => (await person.get<Told[]>('/notifications')).body;

test('rule 9, who paused a session is told before its files are deleted: once, also where everything stopped meanwhile', async () => {
  const { grace, linus } = await system.everybody();
  const projectId = await grace.createProject('public');
  const sessionId = await grace.addSession(projectId);
  const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
  const launch = async (who: Person) =>
    (await who.get<{ status: string; diskExpiresAt?: string }>(`/launches/${launchId}`)).body;
  await until('it runs', async () => (await launch(grace)).status === 'running');
  await grace.post(`/launches/${launchId}/pause`);
  const { diskExpiresAt } = await until('it is paused', async () => {
    const now = await launch(grace);
    return now.status === 'paused' ? now : undefined;
  });
  const first = await until('she is told', async () => ((await toldTo(grace)).length > 0 ? toldTo(grace) : undefined));
  expect(first).toMatchObject([{ kind: 'disk-due', projectId, sessionId, expiresAt: diskExpiresAt }]);
  expect(await toldTo(linus)).toEqual([]);

  await system.program.end('SIGKILL');
  await system.restart();
  const again = await system.person('grace');
  await until('its files are gone', async () => (await launch(again)).status === 'inactive');
  expect(await toldTo(again)).toEqual(first);
});
