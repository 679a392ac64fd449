import { Inject, Injectable } from '@nestjs/common';
import { type EventStore, readState } from '#libs/event-sourcing';
import { existingProject, type Project, project, projectAccess, projectStream } from '#libs/projects';
import { everySession, type Selection, type Session, sessions, sessionsStream } from '#libs/sessions';
import { EVENT_STORE } from '#libs/slice';
import type { LaunchConfiguration } from '../launch.events.js';
import type { LaunchableProject, LaunchableProjects } from './launchable-project.js';

/** `all` includes what is connected by now; what was chosen and is connected no more is left out. */
const selected = <T>(all: readonly T[], selection: Selection, idOf: (item: T) => string): T[] =>
  all.filter((item) => selection === 'all' || selection.includes(idOf(item)));

const resolve = ({ environment, configuration }: Session, of: Project): LaunchConfiguration => {
  const { environmentId, name, description, keywords, image } = environment;
  return {
    environment: { environmentId, name, description, keywords: [...keywords] },
    image: { ...image },
    resources: { ...configuration.resources },
    repositories: selected(of.repositories, configuration.repositories, ({ repositoryId }) => repositoryId),
    storages: selected(of.storages, configuration.storages, ({ storageId }) => storageId),
  };
};

/** Folds a project's and its sessions' streams: what launches are decided and kept by. */
@Injectable()
export class LaunchableProjectsFromLog implements LaunchableProjects {
  constructor(@Inject(EVENT_STORE) private readonly store: EventStore) {}

  async of(projectId: string): Promise<LaunchableProject | undefined> {
    const [{ state: found }, { state: all }] = await Promise.all([
      readState(this.store, projectStream(projectId), project),
      readState(this.store, sessionsStream(projectId), sessions),
    ]);
    const existing = existingProject(found);
    const access = projectAccess(existing);
    if (existing === undefined || access === undefined) return undefined;
    return {
      access,
      defaultSessionId: all.defaultSessionId,
      sessions: new Map([...everySession(all)].map((session) => [session.sessionId, resolve(session, existing)])),
    };
  }
}
