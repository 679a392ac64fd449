import type { Launch } from '../../launch.js';
import type { LaunchLimits } from '../../launch-limits.js';
import { isBegun } from '../../launch-states.js';
import type { LaunchIndex } from '../observing/launch-index.js';
import type { ReadModelProgress } from '../observing/read-model-progress.js';
import { workKey } from '../scheduling/work-key.js';

interface PlacesParts {
  readonly limits: Pick<LaunchLimits, 'runningPerUser'>;
  readonly index: LaunchIndex;
  readonly progress: ReadModelProgress;
}

/** What a launch waits for before it gets a run; `unknown`: the documents are behind, and ask for it again. */
export type Wait = 'unknown' | 'user' | 'resource-class' | undefined;

const mayWaitForClass = (launch: Launch): boolean =>
  !isBegun(launch) && launch.configuration.resourceClass !== undefined;

/**
 * Rule 10: a user's launches start in the order in which they were asked for, those of a resource class that has a capacity in the order in
 * which they took their turn, which is an event of their own once their user has room. Nobody counts places: a launch has one where so few
 * come before it, which is the same whoever looks and whenever, so no crash gives one twice.
 */
export class Places {
  constructor(private readonly parts: PlacesParts) {}

  /** `position`: of the launch's newest event. Documents that know it know every earlier request, turn and capacity. */
  async whyWait(launch: Launch, position: bigint): Promise<Wait> {
    if (!mayWaitForClass(launch) && !this.mayWaitForUser()) return undefined;
    if (!(await this.parts.progress.isAt(position, workKey.launch(launch.launchId)))) return 'unknown';
    if (!(await this.isUsersTurn(launch))) return 'user';
    return (await this.isClassTurn(launch)) ? undefined : 'resource-class';
  }

  private mayWaitForUser(): boolean {
    return this.parts.limits.runningPerUser !== Number.POSITIVE_INFINITY;
  }

  private async isUsersTurn(launch: Launch): Promise<boolean> {
    const { runningPerUser } = this.parts.limits;
    return !this.mayWaitForUser() || (await this.parts.index.ahead(launch, runningPerUser)) < runningPerUser;
  }

  private async isClassTurn(launch: Launch): Promise<boolean> {
    const { launchId, classTurn, configuration } = launch;
    const { resourceClassId = '' } = configuration.resourceClass ?? {};
    const capacity = mayWaitForClass(launch) ? await this.parts.index.capacityOf(resourceClassId) : undefined;
    if (capacity === undefined) return true;
    if (classTurn === undefined) return false;
    return (await this.parts.index.aheadInClass({ resourceClassId, launchId, classTurn }, capacity)) < capacity;
  }
}
