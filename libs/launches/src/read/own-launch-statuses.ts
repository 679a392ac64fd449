import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { LaunchStatuses, UsersLaunch } from '#libs/sessions';
import type { Launch } from '../launch.js';
import { launchDocuments } from './launch.projection.js';
import { shownStatus } from './shown-status.js';

/** The status that a user sees at a session is their own launch's. */
@Injectable()
export class OwnLaunchStatuses implements LaunchStatuses {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  async ofUser(projectId: string, userId: string): Promise<ReadonlyMap<string, UsersLaunch>> {
    const launches = await this.readModels.documents<Launch>(launchDocuments).find({ userId, projectId });
    return new Map(
      launches.map(({ launchId, sessionId, status, configuration }) => [
        configuration.environment.environmentId,
        { launchId, sessionId, status: shownStatus(status) },
      ]),
    );
  }
}
