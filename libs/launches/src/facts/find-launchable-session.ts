import { Injectable } from '@nestjs/common';
import type { CommandContext, DataOf, StreamReader } from '#libs/event-sourcing';
import type { FactFinder } from '#libs/slice';
import type { LaunchableSession, LaunchSession } from '../write/launch-session.js';
import { mayLaunch } from './launchable-project.js';
import { LaunchableProjectsFromLog } from './launchable-projects-from-log.js';

@Injectable()
export class FindLaunchableSession implements FactFinder<DataOf<LaunchSession>, LaunchableSession> {
  async find(
    { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
    { actor }: Pick<CommandContext, 'actor'>,
    streams: StreamReader,
  ): Promise<LaunchableSession> {
    const project = await new LaunchableProjectsFromLog(streams).of(projectId);
    if (project === undefined || !mayLaunch(project, actor)) return { configuration: undefined };
    return { configuration: project.session(sessionId) };
  }
}
