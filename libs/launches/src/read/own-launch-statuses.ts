import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { LaunchesPage, LaunchStatuses, UsersLaunch } from '#libs/sessions';
import { type Launch, launchIdOf } from '../launch.js';
import { liveStatuses } from '../launch-states.js';
import { launchDocuments } from './launch.projection.js';
import { LaunchQueries } from './launches.queries.js';

const shownTo = ({ launchId, sessionId, shown, runAskedAt }: Launch): UsersLaunch => ({
  launchId,
  sessionId,
  status: shown,
  lastUsedAt: runAskedAt,
});

/** The status that a user sees at a session is their own launch's; auditors see how many have one. */
@Injectable()
export class OwnLaunchStatuses implements LaunchStatuses {
  constructor(
    @Inject(READ_MODELS) private readonly readModels: ReadModels,
    private readonly queries: LaunchQueries,
  ) {}

  async ofUser(
    userId: string,
    projectId: string,
    environmentIds: readonly string[],
  ): Promise<ReadonlyMap<string, UsersLaunch>> {
    const documents = this.readModels.documents<Launch>(launchDocuments);
    // a launch's id follows from its place, so each is one look at a document by its id
    const found = environmentIds.map(async (environmentId): Promise<[string, UsersLaunch][]> => {
      const launch = await documents.get(launchIdOf(projectId, environmentId, userId));
      return launch === undefined ? [] : [[environmentId, shownTo(launch)]];
    });
    return new Map((await Promise.all(found)).flat());
  }

  async live(projectId: string): Promise<ReadonlyMap<string, number>> {
    const launches = this.readModels.documents<Launch>(launchDocuments);
    const counted = await launches.countBy({ projectId, status: { $in: liveStatuses } }, ['sessionId']);
    return new Map(counted.map(({ values: [sessionId], count }) => [String(sessionId), count]));
  }

  async lastUsed(userId: string, projectId: string, page: LaunchesPage): Promise<readonly UsersLaunch[]> {
    return (await this.queries.search({ userId, projectId, ...page })).map(shownTo);
  }
}
