import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import type { DataOf } from '#libs/event-sourcing';
import { ProblemError } from '#libs/rest';
import { CommandAuthorizer } from '#libs/slice';
import { launchIdOf } from '../launch.js';
import type { LaunchSession } from '../write/launch-session.js';
import { LAUNCHABLE_PROJECTS, type LaunchableProjects } from './launchable-project.js';

/** Which launch it is that a person asks for: it follows from the session's environment (rule 4), the default one's (rule 3). */
@Injectable()
export class FindPlace {
  constructor(
    @Inject(LAUNCHABLE_PROJECTS) private readonly projects: LaunchableProjects,
    private readonly authorizer: CommandAuthorizer,
  ) {}

  /** The default session's where none is named. Throws the problems that a refusal is. */
  async of(caller: Principal, projectId: string, asked: string | undefined): Promise<DataOf<LaunchSession>> {
    await this.authorizer.allow(caller, 'launch-session', projectId);
    const project = await this.projects.of(projectId);
    if (project === undefined) throw new ProblemError('project-not-found');
    const sessionId = asked ?? project.defaultSessionId;
    if (sessionId === undefined) throw new ProblemError('no-session', 'Add a session to the project first.');
    const environmentId = project.sessions.get(sessionId)?.environment.environmentId;
    if (environmentId === undefined) throw new ProblemError('session-not-found');
    return { launchId: launchIdOf(projectId, environmentId, caller.userId), projectId, sessionId };
  }
}
