import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.js';
import { Listener } from './support/listener.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

interface Told {
  readonly notificationId: string;
  readonly kind: string;
  readonly sessionId: string;
  readonly expiresAt?: string;
}

const RETENTION_S = 30;
/** Half of the retention, or the whole of it, and what a busy machine takes. */
const PATIENCE_MS = RETENTION_S * 1000 + 20_000;

let system: System;

beforeAll(async () => {
  system = await System.start({ DISK_RETENTION: String(RETENTION_S) });
});
afterAll(() => system.remove());

const toldTo = async (person: Person) => (await person.get<Told[]>('/notifications')).body;

test('rule 9, who paused a session is told before its files are deleted, and no more once they are: once, also where everything stopped meanwhile', async () => {
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
  const toldOf = async () => ((await toldTo(grace)).length > 0 ? toldTo(grace) : undefined);
  const first = await until('she is told', toldOf, PATIENCE_MS);
  expect(first).toMatchObject([{ kind: 'disk-due', projectId, sessionId, expiresAt: diskExpiresAt }]);
  expect(await toldTo(linus)).toEqual([]);

  await system.program.end('SIGKILL');
  await system.restart();
  const again = await system.person('grace');
  const listener = await Listener.connect(system.url, again.token);
  await listener.subscribeToInbox('0');
  await until('its files are gone', async () => (await launch(again)).status === 'inactive', PATIENCE_MS);
  await listener.first('NotificationWithdrawn');
  listener.close();
  const [{ notificationId }] = first as [Told];
  expect(listener.events).toMatchObject([
    { type: 'NotificationRaised', data: { notificationId } },
    { type: 'NotificationWithdrawn', data: { notificationIds: [notificationId] } },
  ]);
  await until('her inbox is empty', async () => (await toldTo(again)).length === 0);
});
