import { randomUUID } from 'node:crypto';
import { domainEvents } from '#libs/domain';
import type { EventStore, EventToAppend } from '#libs/event-sourcing';

const registry = domainEvents();
const BATCH = 500;

interface Said {
  readonly type: string;
  readonly data: object;
}

/** As the command of somebody. */
export const toAppend = ({ type, data }: Said): EventToAppend => {
  const commandId = randomUUID();
  const origin = { $correlationId: commandId, $causationId: commandId, commandId, bodyHash: 'x', actor: commandId };
  return { type, data, id: randomUUID(), metadata: { ...origin, schemaVersion: registry.schemaVersion(type) } };
};

const image = { reference: 'quay.io/jupyter/scipy-notebook:2025-03-14', digest: `sha256:${'a'.repeat(64)}` };
const configuration = { resources: { cpu: 1, memory: 2 ** 30 }, repositories: 'all', storages: 'all' };

const added = (projectId: string, sessionId: string, index: number): Said => {
  const environment = {
    environmentId: randomUUID(),
    name: 'Scientific Python',
    description: 'Python with the usual libraries',
    keywords: ['python', 'scipy'],
    image,
  };
  const source = { kind: 'image', reference: image.reference };
  // no two are next to each other in the order of adding and in that of names
  const name = `Analysis ${(index * 7919) % 100_003}`;
  return { type: 'EnvironmentAdded', data: { projectId, sessionId, name, environment, source, configuration } };
};

/** So many sessions of a project, and so many that were removed before them. */
export const sessionEvents = (projectId: string, sessions: number, removed: number): EventToAppend[] => {
  const gone = Array.from({ length: removed }, () => randomUUID());
  const ids = Array.from({ length: sessions }, () => randomUUID());
  return [
    ...gone.map((sessionId, index) => added(projectId, sessionId, index)),
    ...gone.map((sessionId): Said => ({ type: 'SessionRemoved', data: { projectId, sessionId } })),
    ...ids.map((sessionId, index) => added(projectId, sessionId, index)),
    { type: 'DefaultSessionChosen', data: { projectId, sessionId: ids[0] } },
  ].map(toAppend);
};

/** Resolves with the position of the last one. */
export const append = async (store: EventStore, stream: string, events: readonly EventToAppend[]): Promise<bigint> => {
  let end = { revision: -1n, position: 0n };
  for (let at = 0; at < events.length; at += BATCH)
    end = await store.append(stream, end.revision === -1n ? 'no_stream' : end.revision, events.slice(at, at + BATCH));
  return end.position;
};
