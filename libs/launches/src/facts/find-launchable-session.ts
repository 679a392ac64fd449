import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext, DataOf } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import type { LaunchableSession, LaunchSession } from '../write/launch-session.js';
import { LAUNCHABLE_PROJECTS, type LaunchableProjects, mayLaunch } from './launchable-project.js';

@Injectable()
export class FindLaunchableSession implements FactFinder<DataOf<LaunchSession>, LaunchableSession> {
  constructor(@Inject(LAUNCHABLE_PROJECTS) private readonly projects: LaunchableProjects) {}

  async find(
    { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
    { actor }: Pick<CommandContext, 'actor'>,
  ): Promise<LaunchableSession> {
    const project = await this.projects.of(projectId);
    if (project === undefined || !mayLaunch(project, actor)) return { configuration: undefined };
    return { configuration: project.sessions.get(sessionId) };
  }
}
