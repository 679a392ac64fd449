import { randomUUID } from 'node:crypto';
import { domainEvents } from '#libs/domain';
import type { EventToAppend } from '#libs/event-sourcing';

const registry = domainEvents();

interface Written {
  readonly stream: string;
  readonly appended: readonly EventToAppend[];
}

interface Said {
  readonly type: string;
  readonly data: object;
}

/** As a program writes them. */
export const appended = (actor: string, events: readonly Said[]): EventToAppend[] =>
  events.map(({ type, data }) => {
    registry.check({ type, data });
    const commandId = randomUUID();
    const metadata = { $correlationId: commandId, $causationId: commandId, commandId, bodyHash: 'x'.repeat(43), actor };
    return { type, data, id: randomUUID(), metadata: { ...metadata, schemaVersion: registry.schemaVersion(type) } };
  });

const image = { reference: 'quay.io/jupyter/scipy-notebook:2025-03-14', digest: `sha256:${'a'.repeat(64)}` };
export const configuration = { resources: { cpu: 1, memory: 2 ** 30 }, repositories: 'all', storages: 'all' };

const projectEvents = (projectId: string, ownerId: string): Said[] => [
  { type: 'ProjectCreated', data: { projectId, name: 'Flights', visibility: 'private', ownerId } },
  ...Array.from({ length: 3 }, () => ({
    type: 'MemberRoleSet',
    data: { projectId, userId: randomUUID(), role: 'editor' },
  })),
  {
    type: 'RepositoryConnected',
    data: { projectId, repositoryId: randomUUID(), url: 'https://git.example.org/flights/code.git', name: 'code' },
  },
  { type: 'ProjectRenamed', data: { projectId, name: 'Flights to Zurich' } },
];

const sessionsEvents = (projectId: string, sessionIds: readonly string[], environmentId: string): Said[] => [
  ...sessionIds.flatMap((sessionId): Said[] => {
    const environment = { environmentId, name: 'Jupyter Python', keywords: ['python'], createdBy: 'system', image };
    const source = { kind: 'catalogue', environmentId, version: 1 };
    return [
      {
        type: 'EnvironmentAdded',
        data: { projectId, sessionId, name: 'Jupyter Python', environment, source, configuration },
      },
      { type: 'SessionConfigured', data: { projectId, sessionId, name: 'First look', configuration } },
    ];
  }),
  { type: 'DefaultSessionChosen', data: { projectId, sessionId: sessionIds[0] } },
];

interface Place {
  readonly projectId: string;
  readonly sessionId: string;
  readonly environmentId: string;
  readonly userId: string;
}

type Launch = Place & { readonly launchId: string };

const run = (
  { launchId, projectId, sessionId, userId }: Launch,
  number: number,
  type: string,
  data: object,
): Said[] => {
  const key = { launchId, projectId, sessionId, userId, run: number };
  return [
    { type, data: { ...key, ...data } },
    ...['scheduling', 'cloning', 'starting', 'checking'].map((phase) => ({
      type: 'LaunchProgressed',
      data: { ...key, phase },
    })),
    { type: 'SessionStarted', data: { ...key, commits: [{ repository: 'code', commit: 'c'.repeat(40) }] } },
    { type: 'SessionPauseRequested', data: { ...key, reason: 'asked' } },
    { type: 'SessionPaused', data: { ...key, by: 'asked' } },
  ];
};

/** A session that is launched, paused and resumed. */
const launchEvents = (launch: Launch): Said[] => {
  const environment = { environmentId: launch.environmentId, name: 'Jupyter Python', keywords: ['python'] };
  const { resources } = configuration;
  const snapshot = { diskId: randomUUID(), environment, image, resources, repositories: [], storages: [] };
  return [...run(launch, 1, 'SessionLaunched', snapshot), ...run(launch, 2, 'SessionResumeRequested', {})];
};

/** A project with its sessions and two launches: 45 events of the sorts and in the proportions that a platform has. */
export const projectStory = (): Written[] => {
  const [projectId, environmentId, owner] = [randomUUID(), randomUUID(), randomUUID()];
  const sessionIds = [randomUUID(), randomUUID(), randomUUID()];
  const launches = [owner, randomUUID()].map((userId): Written => {
    const launchId = randomUUID();
    const launch = { launchId, projectId, sessionId: sessionIds[0] ?? '', environmentId, userId };
    return { stream: `launch-${launchId}`, appended: appended(userId, launchEvents(launch)) };
  });
  return [
    { stream: `project-${projectId}`, appended: appended(owner, projectEvents(projectId, owner)) },
    {
      stream: `sessions-${projectId}`,
      appended: appended(owner, sessionsEvents(projectId, sessionIds, environmentId)),
    },
    ...launches,
  ];
};
