import type { Log } from '#libs/event-sourcing';
import { type Launch, launch, launchStream } from '../../launch.js';
import { isEnding } from '../../launch-states.js';
import type { FollowedStates } from '../observing/followed-states.js';
import type { LaunchIndex } from '../observing/launch-index.js';
import type { ObservedRuns } from '../observing/observed-runs.js';
import { type ExistingRun, isAlive, isOrphan } from './next-step.js';
import type { OrphanBudget } from './orphan-budget.js';

export interface PassesOptions {
  readonly index: LaunchIndex;
  readonly runs: ObservedRuns;
  readonly states: FollowedStates;
  readonly orphans: OrphanBudget;
  readonly reconcileSoon: (launchId: string, isEnding: boolean) => void;
  readonly log: Log;
}

/** It is as it should be: somebody tells when that changes. */
const isSettled = ({ status, run }: Launch, runs: readonly ExistingRun[]): boolean =>
  status === 'running' && runs.length === 1 && runs[0]?.run === run && runs[0].status === 'ready';

/** Looks at all that lives, in the log or in the runtime: what nobody told of is found, and what belongs to nobody. */
export class Passes {
  constructor(private readonly options: PassesOptions) {}

  /**
   * `launches`: all that live, page by page. `isFirst`: of this process, which does not know yet what changed before it came.
   */
  async pass(launches: AsyncIterable<readonly Launch[]>, isFirst: boolean): Promise<void> {
    const { runs, reconcileSoon } = this.options;
    await runs.list();
    const live = new Map<string, number>();
    const settled = new Set<string>();
    for await (const page of launches) {
      for (const found of page) {
        const { launchId, run } = found;
        live.set(launchId, run);
        if (!isFirst && isSettled(found, runs.of(launchId))) settled.add(launchId);
        else reconcileSoon(launchId, isEnding(found));
      }
    }
    const existing = runs.all();
    await this.budgetOrphans(existing, live);
    for (const { launchId } of existing) if (!settled.has(launchId)) reconcileSoon(launchId, false);
  }

  /** Counts what lives though the log says that it ended; the documents only tell where that is worth a look. */
  private async budgetOrphans(existing: readonly ExistingRun[], live: ReadonlyMap<string, number>): Promise<void> {
    const { states, orphans, log } = this.options;
    const suspects = existing.filter((run) => isAlive(run) && live.get(run.launchId) !== run.run);
    let found = 0;
    for (const run of suspects) {
      const { state } = await states.now(launchStream(run.launchId), launch);
      if (state !== undefined && isOrphan(state, run)) found += 1;
    }
    if (orphans.pass(found, existing.length)) return;
    log.error({ orphans: found, runs: existing.length }, 'launch saga: too many orphans, none is ended');
  }
}
