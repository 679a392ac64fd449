import { person, personStream } from '#libs/people';
import { type Entitlement, entitlementOf } from '../../facts/launchable-project.js';
import { LaunchableProjectsFromLog } from '../../facts/launchable-projects-from-log.js';
import { type Launch, launch, launchStream } from '../../launch.js';
import type { LaunchSagaParts } from '../launch-saga.parts.js';
import type { FollowedStates } from '../observing/followed-states.js';
import type { ObservedRuns } from '../observing/observed-runs.js';
import { type Situation as Judged, nextStep, type Step } from './next-step.js';

export interface Situation extends Judged {
  /** Of the launch's last event. */
  readonly position: bigint;
}

/** What has to be read anew before a step is taken, because it makes, ends or deletes something, or is no repair. */
type Truth = 'launch' | 'launch and rights';

const truthFor: Readonly<Partial<Record<Step['do'], Truth>>> = {
  report: 'launch',
  ensure: 'launch',
  end: 'launch',
  discard: 'launch',
  pause: 'launch and rights',
  stop: 'launch and rights',
};

const isEnough = (had: Truth | undefined, wanted: Truth | undefined): boolean =>
  wanted === undefined || had === wanted || had === 'launch and rights';

/** Puts together what a launch's next step is chosen by. */
export class Situations {
  private readonly followedProjects: LaunchableProjectsFromLog;
  private readonly projectsNow: LaunchableProjectsFromLog;

  constructor(
    private readonly states: FollowedStates,
    private readonly runs: ObservedRuns,
    private readonly parts: Pick<LaunchSagaParts, 'limits' | 'clock'>,
  ) {
    this.followedProjects = new LaunchableProjectsFromLog(states);
    this.projectsNow = new LaunchableProjectsFromLog({ of: (stream, evolver) => states.now(stream, evolver) });
  }

  /** As it was followed, and as the log says now where the next step asks for that. Undefined: there is no such launch. */
  async of(launchId: string, askedRun: number | undefined): Promise<Situation | undefined> {
    let had: Truth | undefined = this.states.known(launchStream(launchId), launch) === undefined ? 'launch' : undefined;
    for (;;) {
      const situation = await this.look(launchId, askedRun, had);
      if (situation === undefined) return undefined;
      const wanted = truthFor[nextStep(situation).do];
      if (isEnough(had, wanted)) return situation;
      had = wanted;
    }
  }

  private async look(
    launchId: string,
    askedRun: number | undefined,
    truth: Truth | undefined,
  ): Promise<Situation | undefined> {
    const stream = launchStream(launchId);
    const { state, position } = await (truth === undefined
      ? this.states.of(stream, launch)
      : this.states.now(stream, launch));
    if (state === undefined) return undefined;
    return {
      ...{ launch: state, position, limits: this.parts.limits, now: this.parts.clock() },
      runs: this.runs.of(launchId),
      entitlement: await this.entitlement(state, truth),
      isAsked: askedRun === state.run,
    };
  }

  /** Wanted = the user is somebody ∧ may still read the project ∧ the session exists ∧ the state wants a run. */
  private async entitlement(state: Launch, truth: Truth | undefined): Promise<Entitlement> {
    const isNow = truth === 'launch and rights';
    const stream = personStream(state.userId);
    const { state: who } = await (isNow ? this.states.now(stream, person) : this.states.of(stream, person));
    if (who.isErased) return 'user-erased';
    if (state.status === 'inactive' || state.status === 'stopping') return 'granted';
    const projects = isNow ? this.projectsNow : this.followedProjects;
    return entitlementOf(await projects.of(state.projectId), state);
  }
}
