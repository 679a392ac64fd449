import { join } from 'node:path';
import { BSON } from 'bson';
import { domainEvents } from '#libs/domain';
import {
  type AnyProjection,
  documentIdsOf,
  type EventStore,
  fold,
  projectEvent,
  type Recorded,
  type StoredDocument,
} from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { type SessionsEvent, sessionDocuments, sessions, sessionsStream, sessionsSummary } from '#libs/sessions';
import { percentile } from '../latencies.js';
import { startServer, startStandalone } from '../programs.js';
import { Requests } from '../requests.js';
import { append, sessionEvents } from './many-sessions.js';
import type { ScaleRow } from './scale-row.js';

const SAMPLES = 150;
const WARM_UP = 50;
/** As long as the smallest project's list. */
const PAGE = 10;

interface Parts {
  readonly store: EventStore;
  readonly requests: Requests;
}

interface Project {
  readonly projectId: string;
  readonly path: string;
}

/** Milliseconds, of one after the other. */
const p95 = async (step: (index: number) => Promise<unknown>): Promise<number> => {
  const times: number[] = [];
  for (let index = 0; index < WARM_UP + SAMPLES; index += 1) {
    const begun = performance.now();
    await step(index);
    if (index >= WARM_UP) times.push(performance.now() - begun);
  }
  return percentile(times, 95);
};

const untilRead = async (requests: Requests, path: string, minPosition: string): Promise<void> => {
  for (let isThere = false; !isThere; )
    isThere = await requests.send('GET', path, { minPosition }).then(
      () => true,
      () => false,
    );
};

const makeProject = async ({ store, requests }: Parts, size: number, removed: number): Promise<Project> => {
  const { body } = await requests.send('POST', '/projects', { body: { name: 'Many' } });
  const { projectId } = body as { projectId: string };
  const position = await append(store, sessionsStream(projectId), sessionEvents(projectId, size, removed));
  const path = `/projects/${projectId}/sessions`;
  // the history comes last: then nobody is busy with what was written for this measurement
  for (const read of [`${path}?limit=1`, `/projects/${projectId}/history?limit=1`])
    await untilRead(requests, read, String(position));
  return { projectId, path };
};

interface Added {
  readonly sessionId: string;
}

const commands = async ({ requests }: Parts, { path }: Project): Promise<Record<'add' | 'configure', number>> => {
  const environment = { source: 'image', image: 'quay.io/jupyter/scipy-notebook:1', name: 'Mine' };
  const add = await p95(() => requests.send('POST', path, { body: { environment } }));
  const { body, headers } = await requests.send('POST', path, { body: { environment } });
  const session = `${path}/${(body as Added).sessionId}`;
  let ifMatch = String(headers.etag);
  const configure = await p95(async (index) => {
    const answer = await requests.send('PATCH', session, { body: { name: `Name ${index}` }, ifMatch });
    ifMatch = String(answer.headers.etag);
  });
  return { add, configure };
};

const lists = async (parts: Parts, project: Project, size: number): Promise<Record<string, number>> => {
  const { requests } = parts;
  const list = (query: string) => p95(() => requests.send('GET', `${project.path}?limit=${PAGE}${query}`));
  const others = await makeProject(parts, PAGE, size);
  return {
    list: await list(''),
    'list by name': await list('&sort=name'),
    'list by last use': await list('&sort=last-used'),
    search: await list('&query=analysis'),
    'list, as many removed': await p95(() => requests.send('GET', `${others.path}?limit=${PAGE}`)),
  };
};

const largestDocument = (projection: AnyProjection, events: readonly Recorded[]): number => {
  const documents = new Map<string, StoredDocument>();
  let largest = 0;
  for (const event of events)
    for (const id of documentIdsOf(projection, event)) {
      const after = projectEvent(projection, id, documents.get(id), event);
      if (after === undefined) continue;
      documents.set(id, after);
      if (after.doc !== undefined) largest = Math.max(largest, BSON.calculateObjectSize(after.doc));
    }
  return largest;
};

const ofTheLog = async ({ store }: Parts, { projectId }: Project): Promise<Record<string, number>> => {
  const events = await store.read(sessionsStream(projectId));
  const begun = performance.now();
  fold(sessions, events as unknown as Recorded<SessionsEvent>[]);
  const foldMs = performance.now() - begun;
  return {
    'fold of the stream': foldMs,
    'largest document': Math.max(largestDocument(sessionDocuments, events), largestDocument(sessionsSummary, events)),
  };
};

const flat = { unit: 'ms', growth: 2 };

/** What commands and lists of one project cost, from a started standalone, one request after the other; p95. */
export const manySessions: ScaleRow = {
  what: 'a project’s sessions',
  of: 'sessions',
  sizes: [10, 1_000, 10_000],
  goals: {
    add: flat,
    configure: flat,
    list: flat,
    'list by name': flat,
    'list by last use': flat,
    search: flat,
    'list, as many removed': flat,
    'fold of the stream': { unit: 'ms', atMost: 400 },
    'largest document': { unit: 'bytes', growth: 1.1 },
  },
  measure: async (size, directory) => {
    const events = await startServer('event-store', join(directory, 'events'));
    const standalone = await startStandalone(join(directory, 'data'), { EVENTSTORE_URL: events.connectionString });
    const store = createEventStore({ connectionString: events.connectionString, registry: domainEvents() });
    const requests = new Requests(await standalone.ready(), await standalone.token('grace'), 1);
    const parts = { store, requests };
    try {
      const project = await makeProject(parts, size, 0);
      return {
        ...(await lists(parts, project, size)),
        ...(await ofTheLog(parts, project)),
        ...(await commands(parts, project)),
      };
    } finally {
      requests.close();
      await store.close();
      await standalone.end();
      await events.server.end();
    }
  },
};
