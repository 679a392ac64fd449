import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { CommandContext, DataOf, EventStore } from '#libs/event-sourcing';
import { ProblemError } from '#libs/rest';
import { CommandAuthorizer, EVENT_STORE } from '#libs/slice';
import { launchIdOf, launchStream } from '../launch.js';
import type { LaunchSession } from '../write/launch-session.js';
import { LAUNCHABLE_PROJECTS, type LaunchableProject, type LaunchableProjects } from './launchable-project.js';

/** Which launch it is that a person asks for: it follows from the session's environment (rule 4), the default one's (rule 3). */
@Injectable()
export class FindPlace {
  constructor(
    @Inject(LAUNCHABLE_PROJECTS) private readonly projects: LaunchableProjects,
    private readonly authorizer: CommandAuthorizer,
    @Inject(EVENT_STORE) private readonly store: EventStore,
  ) {}

  /** The default session's where none is named. Throws the problems that a refusal is. */
  async of(
    caller: Principal,
    projectId: string,
    asked: string | undefined,
    { commandId }: Pick<CommandContext, 'commandId'>,
  ): Promise<DataOf<LaunchSession>> {
    await this.authorizer.allow(caller, 'launch-session', projectId);
    const project = await this.projects.of(projectId);
    if (project === undefined) throw new ProblemError('project-not-found');
    const sessionId =
      asked ?? (await this.launchedBefore(commandId, projectId, project, caller)) ?? project.defaultSessionId;
    if (sessionId === undefined) throw new ProblemError('no-session', 'Add a session to the project first.');
    const environmentId = project.sessions.get(sessionId)?.environment.environmentId;
    if (environmentId === undefined) throw new ProblemError('session-not-found');
    return { launchId: launchIdOf(projectId, environmentId, caller.userId), projectId, sessionId };
  }

  /** A repeated request means the session that it launched, even if another one has become the default since. */
  private async launchedBefore(
    commandId: string,
    projectId: string,
    { sessions }: LaunchableProject,
    { userId }: Principal,
  ): Promise<string | undefined> {
    const environmentIds = new Set([...sessions.values()].map(({ environment }) => environment.environmentId));
    const launches = await Promise.all(
      [...environmentIds].map((id) => this.store.read(launchStream(launchIdOf(projectId, id, userId)))),
    );
    const own = launches.flat().find(({ metadata }) => metadata.commandId === commandId);
    return (own?.data as { sessionId: string } | undefined)?.sessionId;
  }
}
