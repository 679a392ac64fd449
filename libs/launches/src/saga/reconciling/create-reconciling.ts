import { StreamStates } from '#libs/event-sourcing';
import { RuntimeCalls } from '../acting/runtime-calls.js';
import { RuntimeEffects } from '../acting/runtime-effects.js';
import type { LaunchSagaParts, SagaPace } from '../launch-saga.parts.js';
import { FollowedStates } from '../observing/followed-states.js';
import { LaunchIndex } from '../observing/launch-index.js';
import { ObservedRuns } from '../observing/observed-runs.js';
import { Probes } from '../observing/probes.js';
import { ReadModelProgress } from '../observing/read-model-progress.js';
import { workKey } from '../scheduling/work-key.js';
import type { Priority } from '../scheduling/work-queue.js';
import { OrphanBudget } from './orphan-budget.js';
import { Places } from './places.js';
import { LaunchReconciler } from './reconcile-launch.js';
import { Situations } from './situations.js';

/** What reconciling needs to know and to do, apart from when. */
export interface Reconciling {
  readonly states: FollowedStates;
  readonly runs: ObservedRuns;
  readonly index: LaunchIndex;
  readonly readModels: ReadModelProgress;
  readonly probes: Probes;
  readonly orphans: OrphanBudget;
  readonly reconciler: LaunchReconciler;
}

interface ReconcilingOptions {
  readonly pace: SagaPace;
  /** Whether this process acts for the launch. */
  readonly isOurs: (launchId: string) => boolean;
  /** What a work key waited for has happened. */
  readonly soon: (key: string, priority: Priority) => void;
}

export const createReconciling = (parts: LaunchSagaParts, { pace, isOurs, soon }: ReconcilingOptions): Reconciling => {
  const { timing, log } = parts;
  const launchSoon = (launchId: string): void => soon(workKey.launch(launchId), 'high');
  const memory = new StreamStates(parts.store);
  const states = new FollowedStates(memory);
  const runs = new ObservedRuns(parts.runtime, isOurs);
  const index = new LaunchIndex(parts.readModels);
  const readModels = new ReadModelProgress({
    readModels: parts.readModels,
    waitMs: pace.readModelsMs,
    backOff: pace.backOff,
    onReached: (key) => soon(key, 'normal'),
    ...{ timing, log },
  });
  const probes = new Probes({
    probe: parts.probe,
    concurrency: pace.probes,
    onAnswer: launchSoon,
    ...{ timing, log },
  });
  const orphans = new OrphanBudget();
  const reconciler = new LaunchReconciler({
    ...parts,
    ...{ states, runs, probes, orphans, pace },
    places: new Places({ limits: parts.limits, index, progress: readModels }),
    executor: parts.executor(memory),
    situations: new Situations(states, runs, parts),
    effects: new RuntimeEffects(parts.lease, new RuntimeCalls({ ...pace, timing, onAnswer: launchSoon })),
  });
  return { states, runs, index, readModels, probes, orphans, reconciler };
};
