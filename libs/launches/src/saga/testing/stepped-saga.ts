import type { EventRegistry } from '#libs/event-sourcing';
import type { MemoryEventStore } from '#libs/event-sourcing/testing';
import type { Observed } from '#libs/session-runtime';
import { defaultPace, type LaunchSagaParts } from '../launch-saga.parts.js';
import { createReconciling, type Reconciling } from '../reconciling/create-reconciling.js';
import type { ScriptedRuntime } from './scripted-runtime.js';

export interface SteppedWorld {
  readonly store: MemoryEventStore;
  readonly registry: EventRegistry;
  readonly runtime: ScriptedRuntime;
}

/** A process whose saga does one step at a time, and between them hears of what happened, or not yet. */
export class SteppedSaga {
  private readonly reconciling: Reconciling;
  /** How many events of the log it was told of. */
  private told: number;
  /** How often it was told that there may be something to do. */
  private woken = 0;

  constructor(
    private readonly world: SteppedWorld,
    parts: LaunchSagaParts,
  ) {
    const pace = { ...defaultPace, ...parts.pace };
    const soon = (): void => {
      this.woken += 1;
    };
    this.reconciling = createReconciling(parts, { pace, isOurs: () => true, soon });
    this.reconciling.orphans.pass(0, 0);
    this.told = world.store.log.length;
  }

  /** Reconciles one launch until there is nothing more to do at once. `stale`: what it is told late, or twice, before. */
  async reconcile(launchId: string, stale: readonly Observed[] = []): Promise<void> {
    const { runs, reconciler } = this.reconciling;
    const unlisten = this.world.runtime.listen((observed) => {
      this.woken += 1;
      runs.note(observed);
    });
    try {
      await runs.list();
      for (const observed of stale) runs.note(observed);
      for (let steps = 0; steps <= 20; steps += 1) {
        const { woken } = this;
        const again = await reconciler.reconcile(launchId);
        // what was asked beside it, of a runtime and a session that answer at once
        await new Promise(setImmediate);
        this.follow();
        if (again === undefined && this.woken === woken) return;
      }
    } finally {
      unlisten();
    }
  }

  /** It is told of everything that was written since. */
  follow(): void {
    const news = this.world.store.log.slice(this.told);
    this.told += news.length;
    this.woken += news.length;
    for (const stored of news) this.reconciling.states.take(this.world.registry.decode(stored));
  }
}
