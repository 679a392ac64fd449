import type { Filter } from '#libs/event-sourcing';
import type { Launch } from '../launch.js';
import { type DueCondition, dueConditions, type LaunchLimits } from '../launch-limits.js';
import type { LaunchIndex } from './launch-index.js';

/**
 * Launches that are past a deadline, as many at a time as fit on a page. Where there are more, each look goes on where the one
 * before ended: what cannot be dealt with does not hide the rest.
 */
export class DueLaunches {
  private readonly from = new Map<number, string>();

  constructor(
    private readonly index: LaunchIndex,
    private readonly limits: LaunchLimits,
  ) {}

  async look(now: Date): Promise<readonly Launch[]> {
    const found = await Promise.all(
      dueConditions(this.limits, now).map((condition, kind) => this.lookAt(condition, kind)),
    );
    return found.flat();
  }

  private async lookAt({ filter, by, until }: DueCondition, kind: number): Promise<readonly Launch[]> {
    const from = this.from.get(kind);
    const { launches, isAll } = await this.index.due(filter as Filter, by, { from, until });
    const last = launches.at(-1)?.[by];
    if (isAll || last === undefined) this.from.delete(kind);
    // a page of one and the same time is left behind: the next one begins after it
    else this.from.set(kind, last === from ? `${last}\0` : last);
    return launches;
  }
}
