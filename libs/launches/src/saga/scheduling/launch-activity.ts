import { ReadModelRebuildingError, type Recorded, supervise } from '#libs/event-sourcing';
import type { Observed } from '#libs/session-runtime';
import { launchStream } from '../../launch.js';
import { defaultPace, type LaunchSagaParts, type SagaPace } from '../launch-saga.parts.js';
import { DueLaunches } from '../observing/due-launches.js';
import { LostRights } from '../observing/lost-rights.js';
import { SagaProgress } from '../observing/saga-progress.js';
import { createReconciling, type Reconciling } from '../reconciling/create-reconciling.js';
import { Passes } from '../reconciling/passes.js';
import { FreedPlaces } from './freed-places.js';
import { shardOf } from './launch-shards.js';
import { workKey } from './work-key.js';
import { type Priority, WorkQueue } from './work-queue.js';

/** What has begun goes before what has not, so that the first of many does not wait for the last; all other events end something. */
const priorityOf: Readonly<Record<string, Priority>> = {
  SessionLaunched: 'normal',
  SessionResumeRequested: 'normal',
  LaunchProgressed: 'high',
  SessionStarted: 'high',
};
const ends: readonly Observed['status'][] = ['exited', 'failed', 'gone'];

const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/**
 * The saga for as long as this process holds these shards. It follows the log and the runtime's feed, looks at deadlines, and passes
 * over what lives at start and now and then; all of these only say which launch to reconcile, and it reconciles its own.
 */
export class LaunchActivity {
  private readonly pace: SagaPace;
  private readonly queue: WorkQueue;
  private readonly reconciling: Reconciling;
  private readonly due: DueLaunches;
  private readonly lostRights: LostRights;
  private readonly freedPlaces: FreedPlaces;
  private readonly passes: Passes;
  private readonly progress: SagaProgress;
  private lastPass: number | undefined;

  constructor(
    private readonly parts: LaunchSagaParts,
    private readonly shards: ReadonlySet<number>,
  ) {
    const { timing, log, limits } = parts;
    this.pace = { ...defaultPace, ...parts.pace };
    const onError = (key: string, error: unknown, attempt: number): void =>
      log.error({ key, error, attempt }, 'launch saga: work failed');
    this.queue = new WorkQueue({ ...this.pace, work: (key) => this.work(key), onError, timing });
    const isOurs = (launchId: string): boolean => this.isOurs(launchId);
    const soon = (launchId: string, isUrgent: boolean): void => this.lookAt(launchId, isUrgent ? 'urgent' : 'normal');
    this.reconciling = createReconciling(parts, {
      ...{ pace: this.pace, isOurs },
      soon: (key, priority) => this.queue.add(key, priority),
    });
    this.due = new DueLaunches(this.reconciling.index, limits);
    this.freedPlaces = new FreedPlaces({
      ...this.reconciling,
      runningPerUser: limits.runningPerUser,
      lookAt: (launchId) => this.lookAt(launchId),
    });
    this.passes = new Passes({ ...this.reconciling, reconcileSoon: soon, log });
    this.lostRights = new LostRights({
      ...{ isOurs, index: this.reconciling.index },
      isProjected: (position, key) => this.reconciling.readModels.isAt(position, key),
      reconcileSoon: (launchId) => soon(launchId, true),
      reconcile: (launchId) => this.reconcileNow(launchId),
      onPoisoned: (launchId, error) => onError(workKey.launch(launchId), error, 0),
    });
    this.progress = new SagaProgress(parts, shards);
  }

  /** Until the signal aborts, and what was begun by then is done. */
  async run(signal: AbortSignal): Promise<void> {
    const begun = new AbortController();
    await this.supervise('beginning', AbortSignal.any([signal, begun.signal]), async () => {
      await this.progress.begin();
      begun.abort();
    });
    await Promise.all([
      this.supervise('following the log', signal, () => this.followLog(signal)),
      this.supervise('following the runtime', signal, () => this.followRuntime(signal)),
      this.supervise('keeping time', signal, () => this.keepTime(signal)),
    ]);
    await Promise.all([this.queue.stop(), this.reconciling.probes.stop(), this.reconciling.readModels.stop()]);
  }

  private async followLog(signal: AbortSignal): Promise<void> {
    const { store, log } = this.parts;
    for await (const message of store.follow({ after: this.progress.followed, signal })) {
      if (message.kind === 'event') this.notice(message.event);
      if (message.kind === 'unreadable') {
        const { error } = message;
        this.reconciling.states.distrust(error.event.stream);
        log.error({ stream: error.event.stream, error }, 'launch saga: event cannot be read');
      }
      this.progress.follow(message);
    }
  }

  private notice(event: Recorded): void {
    this.reconciling.states.take(event);
    const freed = this.freedPlaces.notice(event);
    if (freed !== undefined) this.queue.add(freed);
    if (!event.stream.startsWith(launchStream(''))) {
      const key = this.lostRights.notice(event);
      if (key !== undefined) this.queue.add(key, 'urgent');
      return;
    }
    this.lookAt(idIn(event.stream), priorityOf[event.type] ?? 'urgent');
  }

  private async followRuntime(signal: AbortSignal): Promise<void> {
    for await (const observed of this.parts.runtime.observe(signal)) {
      this.reconciling.runs.note(observed);
      this.lookAt(observed.launchId, ends.includes(observed.status) ? 'urgent' : 'high');
    }
  }

  private async keepTime(signal: AbortSignal): Promise<void> {
    for (; !signal.aborted; await this.parts.timing.sleep(this.pace.tickMs, signal)) {
      if (this.lastPass === undefined) await this.firstPass();
      else if (this.parts.timing.now() - this.lastPass >= this.pace.resyncMs) await this.pass(false);
      else await this.lookAtDeadlines();
      await this.progress.save(this.lostRights.doneUpTo(this.progress.followed));
    }
  }

  /** When the documents know what was followed by whoever acted before. */
  private async firstPass(): Promise<void> {
    try {
      if ((await this.parts.readModels.position()) >= this.progress.begunAt) await this.pass(true);
    } catch (error) {
      // documents of a new version, or of a first start: nothing is wrong, the next tick looks again
      if (!(error instanceof ReadModelRebuildingError)) throw error;
    }
  }

  private async pass(isFirst: boolean): Promise<void> {
    await this.passes.pass(this.reconciling.index.live(), isFirst);
    this.lastPass = this.parts.timing.now();
  }

  private async lookAtDeadlines(): Promise<void> {
    for (const launchId of await this.due.look(this.parts.clock())) this.lookAt(launchId);
  }

  private isOurs(launchId: string): boolean {
    return this.shards.has(shardOf(launchId));
  }

  private lookAt(launchId: string, priority?: Priority): void {
    if (this.isOurs(launchId)) this.queue.add(workKey.launch(launchId), priority);
  }

  private work(key: string): Promise<number | undefined> {
    const id = key.slice(key.indexOf('/') + 1);
    if (key.startsWith(workKey.launch(''))) return this.reconciling.reconciler.reconcile(id);
    const isFreed = key.startsWith(workKey.freed('')) || key.startsWith(workKey.resourceClass(''));
    return isFreed ? this.freedPlaces.look(key) : this.lostRights.look(key);
  }

  private async reconcileNow(launchId: string): Promise<void> {
    if ((await this.reconciling.reconciler.reconcile(launchId)) !== undefined) this.queue.add(workKey.launch(launchId));
  }

  /** Again and again, from where things are, until the signal aborts. */
  private supervise(task: string, signal: AbortSignal, work: () => Promise<void>): Promise<void> {
    const { timing, log } = this.parts;
    const { backOff } = this.pace;
    return supervise(work, { name: `launch saga: ${task}`, signal, timing, log, backOff });
  }
}
