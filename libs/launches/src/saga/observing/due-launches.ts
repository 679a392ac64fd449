import { dueConditions, type LaunchLimits } from '../../launch-limits.js';
import type { Due, LaunchIndex } from './launch-index.js';

/**
 * Launches that are past a deadline, as many at a time as fit on a page. Where there are more, each look goes on where the one
 * before ended: what cannot be dealt with does not hide the rest.
 */
export class DueLaunches {
  /** Of each kind of deadline, the last one that was looked at. */
  private readonly last = new Map<number, Due>();

  constructor(
    private readonly index: Pick<LaunchIndex, 'due'>,
    private readonly limits: LaunchLimits,
  ) {}

  async look(now: Date): Promise<readonly string[]> {
    const found = await Promise.all(
      dueConditions(this.limits, now).map(async (condition, kind) => {
        const due = await this.index.due(condition, this.last.get(kind));
        const last = due.at(-1);
        if (last === undefined) this.last.delete(kind);
        else this.last.set(kind, last);
        return due.map(({ launchId }) => launchId);
      }),
    );
    return found.flat();
  }
}
