import { afterAll, beforeAll, expect, test } from 'vitest';
import { until } from '../support/until.js';
import type { Loose } from './support/person.js';
import { System } from './support/system.js';

const PATIENCE_MS = 45_000;

let system: System;

beforeAll(async () => {
  // a quarter of it is left between the announcement and the pause: enough for what is done here on a busy machine
  system = await System.start({ IDLE_PAUSE: '24' });
});
afterAll(() => system.remove());

test('rule 10, who does not use a session is told, can keep it running, and finds it paused when they do not', async () => {
  const { grace } = await system.everybody();
  const projectId = await grace.createProject();
  const sessionId = await grace.addSession(projectId);
  const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
  const launch = async () => (await grace.get(`/launches/${launchId}`)).body;
  const announced = async () => (await launch())['announcedPause'] as { reason: string; pausesAt: string } | undefined;
  await until('it runs', async () => (await launch())['status'] === 'running');

  const first = await until('its pause is announced', announced, PATIENCE_MS);
  expect(first.reason).toBe('idle');
  const told = async () => (await grace.get<Loose[]>('/notifications')).body;
  await until('she is told', async () => (await told()).length > 0);
  expect(await told()).toMatchObject([{ kind: 'pause-due', projectId, sessionId, launchId, pausesAt: first.pausesAt }]);

  expect((await grace.post(`/launches/${launchId}/keep`)).status).toBe(202);
  expect(await announced()).toBeUndefined();
  await until('her inbox does not say so any more', async () => (await told()).length === 0);

  const second = await until('it is announced anew', announced, PATIENCE_MS);
  expect(Date.parse(second.pausesAt)).toBeGreaterThan(Date.parse(first.pausesAt));
  await until('it is paused', async () => (await launch())['status'] === 'paused');
  expect(await launch()).toMatchObject({ reason: { code: 'idle', advice: expect.stringContaining('resume it') } });
  const { body: history } = await grace.get<Loose[]>(`/projects/${projectId}/history`);
  const since = history.map(({ type }) => type as string);
  expect(since.slice(since.indexOf('SessionStarted') + 1)).toEqual([
    'SessionPauseAnnounced',
    'SessionPauseCalledOff',
    'SessionPauseAnnounced',
    'SessionPauseRequested',
    'SessionPaused',
  ]);
  expect((await grace.post(`/launches/${launchId}/resume`)).status).toBe(202);
  await until('it runs again', async () => (await launch())['status'] === 'running');
});
