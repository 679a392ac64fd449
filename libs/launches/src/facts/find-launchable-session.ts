import { Inject, Injectable } from '@nestjs/common';
import { InvalidTokenError } from '#libs/access';
import { type CommandContext, type DataOf, type StreamReader, StreamStates } from '#libs/event-sourcing';
import { person, personStream } from '#libs/people';
import type { FactFinder } from '#libs/slice';
import type { LaunchableSession, LaunchSession } from '../write/launch-session.js';
import { mayLaunch } from './launchable-project.js';
import { LaunchableProjectsFromLog } from './launchable-projects-from-log.js';

/** As the log says now. Throws InvalidTokenError for whoever is known to be erased: the saga sees to the others. */
@Injectable()
export class FindLaunchableSession implements FactFinder<DataOf<LaunchSession>, LaunchableSession> {
  constructor(@Inject(StreamStates) private readonly states: StreamStates) {}

  async find(
    { projectId, sessionId }: { readonly projectId: string; readonly sessionId: string },
    { actor }: Pick<CommandContext, 'actor'>,
    streams: StreamReader,
  ): Promise<LaunchableSession> {
    if (this.states.known(personStream(actor), person)?.state.isErased === true) throw new InvalidTokenError('erased');
    const project = await new LaunchableProjectsFromLog(streams).of(projectId);
    if (project === undefined || !mayLaunch(project, actor)) return { configuration: undefined };
    return { configuration: project.session(sessionId) };
  }
}
