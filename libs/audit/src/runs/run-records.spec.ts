import { expect, test } from 'vitest';
import type { Principal, ProjectAccess } from '#libs/access';
import { createEventRegistry } from '#libs/event-sourcing';
import { createMemoryEventStore, MemoryReadModels } from '#libs/event-sourcing/testing';
import { HistoryQueries, type NameQueries, projectHistory } from '#libs/history';
import { launchEvents } from '#libs/launches';
import { projectEvents } from '#libs/projects';
import { RunRecords } from './run-records.js';

const projectId = '5cb02b94-6097-5b75-9309-236b48840438';
const launchId = '5c60e2ac-0b48-5955-b97e-b19834b68c67';
const who = (userId: string): Principal => ({ userId, displayName: userId, roles: new Set() });
const metadata = {
  ...{ $correlationId: 'c', $causationId: 'b', commandId: 'd', bodyHash: '', actor: 'linus', schemaVersion: 1 },
};
const configuration = {
  environment: { environmentId: projectId, name: 'Jupyter', keywords: [] },
  ...{ image: { reference: 'a' }, resources: {}, repositories: [], storages: [] },
};

/** A project that is public, was private, and is public again; Linus launched a session while it was public first, and resumed it now. */
const records = (): RunRecords => {
  const registry = createEventRegistry([projectEvents, launchEvents]);
  const store = createMemoryEventStore(registry);
  const ofRun = { launchId, projectId, sessionId: projectId, userId: 'linus' };
  const launch = (type: string, data: object): void => {
    store.plant(`launch-${launchId}`, { type, data: { ...ofRun, ...data }, metadata });
  };
  launch('SessionLaunched', { run: 1, diskId: projectId, ...configuration });
  launch('SessionPaused', { run: 1, by: 'access-lost' });
  store.plant(`project-${projectId}`, {
    ...{ type: 'ProjectVisibilityChanged', data: { projectId, visibility: 'public' }, metadata },
  });
  const publicSince = store.log.at(-1)?.position;
  launch('SessionResumeRequested', { run: 2 });
  const access: ProjectAccess = { publicSince, members: new Map(), deleted: false };
  const readModels = new MemoryReadModels(store, registry, [projectHistory]);
  return new RunRecords(new HistoryQueries(readModels), { of: () => Promise.resolve(access) }, {} as NameQueries);
};

test.each(['1', '2'])(
  'run %s is told to who launched it, also of before the project was made public again',
  async (run) => {
    expect(await records().of(who('linus'), { projectId, launchId, run })).toMatchObject({
      ...{ run: Number(run), userId: 'linus', configuration: { image: { reference: 'a' } } },
    });
    const asked = records().of(who('grace'), { projectId, launchId, run });
    await expect(asked).rejects.toMatchObject({ code: 'launch-not-found' });
  },
);
