import { deciderSpec } from '#libs/event-sourcing/testing';
import type { SessionsEvent, Source } from './sessions.events.js';
import { sessions } from './sessions.js';

/** Builders for this slice's specs. */
export const projectId = '7d1a1c7e-0000-4000-8000-000000000001';
export const first = '7d1a1c7e-0000-4000-8000-000000000011';
export const second = '7d1a1c7e-0000-4000-8000-000000000012';
export const third = '7d1a1c7e-0000-4000-8000-000000000013';
export const environmentId = '7d1a1c7e-0000-4000-8000-000000000003';
export const repositoryId = '7d1a1c7e-0000-4000-8000-0000000000b1';
export const storageId = '7d1a1c7e-0000-4000-8000-0000000000a1';

export const digest = (letter: string): string => `sha256:${letter.repeat(64)}`;
export const image = (tag: string, letter?: string) => ({
  reference: `quay.io/jupyter/scipy-notebook:${tag}`,
  digest: letter === undefined ? undefined : digest(letter),
});

type DataOf<T extends SessionsEvent['type']> = Extract<SessionsEvent, { type: T }>['data'];

const environment = {
  environmentId,
  name: 'Jupyter Python',
  description: 'Python with the usual libraries',
  keywords: ['python'],
  createdBy: 'admin',
  createdAt: '2025-12-01T00:00:00.000Z',
  image: image('1', 'a'),
};
const source: Source = { kind: 'catalogue', environmentId, version: 1 };
export const defaults: DataOf<'SessionConfigured'>['configuration'] = {
  resources: {},
  repositories: 'all',
  storages: 'all',
};

export const addedData = (
  sessionId: string,
  change: Partial<DataOf<'EnvironmentAdded'>> = {},
): DataOf<'EnvironmentAdded'> => ({
  projectId,
  sessionId,
  name: 'Jupyter Python',
  environment,
  source,
  configuration: defaults,
  ...change,
});
export const added = (sessionId: string, change: Partial<DataOf<'EnvironmentAdded'>> = {}) =>
  ({ type: 'EnvironmentAdded', data: addedData(sessionId, change) }) as const;
export const configured = (
  sessionId: string,
  configuration: Partial<DataOf<'SessionConfigured'>['configuration']>,
  name = 'Jupyter Python',
) =>
  ({
    type: 'SessionConfigured',
    data: { projectId, sessionId, name, configuration: { ...defaults, ...configuration } },
  }) as const;
export const imageChanged = (
  sessionId: string,
  change: Pick<DataOf<'SessionImageChanged'>, 'image' | 'reason' | 'environmentVersion'>,
) => ({ type: 'SessionImageChanged', data: { projectId, sessionId, ...change } }) as const;
export const defaultChosen = (sessionId: string) =>
  ({ type: 'DefaultSessionChosen', data: { projectId, sessionId } }) as const;
export const removed = (sessionId: string) => ({ type: 'SessionRemoved', data: { projectId, sessionId } }) as const;

/** A session from an external image, which was given by tag alone. */
export const addedFromImage = (sessionId: string) =>
  added(sessionId, {
    environment: { environmentId: third, name: 'Mine', keywords: [], image: image('mine') },
    source: { kind: 'image', reference: image('mine').reference },
  });

export const spec = deciderSpec(sessions);
