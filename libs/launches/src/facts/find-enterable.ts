import { Inject, Injectable } from '@nestjs/common';
import { StreamStates } from '#libs/event-sourcing';
import { ProblemError } from '#libs/rest';
import { type Launch, launch, launchStream } from '../launch.js';
import { launchProblems } from '../launch.rejections.js';
import { entitlementOf, LAUNCHABLE_PROJECTS, type LaunchableProjects } from './launchable-project.js';

/** A launch whose user may enter it, whether it runs or not, as the log says. */
@Injectable()
export class FindEnterable {
  constructor(
    @Inject(StreamStates) private readonly states: StreamStates,
    @Inject(LAUNCHABLE_PROJECTS) private readonly projects: LaunchableProjects,
  ) {}

  /** Throws the problems `launch-not-found` and `not-reachable`. */
  async of(launchId: string, userId: string): Promise<Launch> {
    const { state } = await this.states.of(launchStream(launchId), launch);
    if (state?.userId !== userId) throw new ProblemError(launchProblems['launch-not-found']);
    if (entitlementOf(await this.projects.of(state.projectId), state) !== 'granted')
      throw new ProblemError(
        launchProblems['not-reachable'],
        'Its session is gone, or you have no access to the project any more.',
      );
    return state;
  }
}
