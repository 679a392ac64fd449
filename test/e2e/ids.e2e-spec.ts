import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { Listener } from './support/listener.js';
import type { Person } from './support/person.js';
import { System } from './support/system.js';

let system: System;
let grace: Person;

beforeAll(async () => {
  system = await System.start();
  ({ grace } = await system.everybody());
});
afterAll(() => system.remove());

describe('ids are the same in capitals', () => {
  test('in an address, a body, and what is asked for', async () => {
    const projectId = await grace.createProject();
    const sessionId = await grace.addSession(projectId);
    const { launchId } = (await grace.post<{ launchId: string }>(`/projects/${projectId}/launch`)).body;
    const [project, session, launch, user] = [projectId, sessionId, launchId, grace.userId].map((id) =>
      id.toUpperCase(),
    );
    expect((await grace.get(`/projects/${project}`)).body).toMatchObject({ projectId });
    const chosen = { body: { sessionId: session } };
    expect((await grace.call('PUT', `/projects/${project}/default-session`, chosen)).status).toBe(204);
    const asked = [
      `/launches?project=${project}`,
      `/projects/${project}/history?session=${session}`,
      `/projects/${project}/history?launch=${launch}`,
      `/projects/${project}/history?actor=${user}`,
    ];
    for (const path of asked) expect((await grace.get<object[]>(path)).body).not.toEqual([]);
    expect((await grace.get(`/usage?of=owned&project=${project}`)).status).toBe(200);
    const own = `/usage/runs?of=mine&project=${project}&user=${user}`;
    expect((await grace.get(own)).body).toMatchObject({ runs: [{ launchId }] });
  });

  test('on the live feed, where both are one project', async () => {
    const projectId = await grace.createProject();
    const listener = await Listener.connect(system.url, grace.token);
    await listener.subscribe(projectId);
    expect(await listener.subscribe(projectId.toUpperCase(), '0')).toMatchObject({ ok: true });
    await grace.call('PATCH', `/projects/${projectId}`, { body: { name: 'Heard' } });
    await listener.first('ProjectRenamed');
    expect(listener.events.map(({ type }) => type)).toEqual(['ProjectCreated', 'ProjectRenamed']);
    listener.close();
  });
});
