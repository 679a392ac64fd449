import { type Recorded, supervise } from '#libs/event-sourcing';
import { type Launch, launch, launchStream } from '../launch.js';
import { isLive } from '../launch-states.js';
import { LaunchHints } from './launch-hints.js';
import { defaultPace, type LaunchSagaParts, type SagaPace } from './launch-saga.parts.js';
import { LeaseLapsedError } from './lease-lapsed-error.js';
import { type ExistingRun, isAlive, isOrphan } from './next-step.js';
import { ObservedRuns } from './observed-runs.js';
import { OrphanBudget } from './orphan-budget.js';
import { LaunchReconciler } from './reconcile-launch.js';
import { WorkQueue } from './work-queue.js';

/** Events of other slices that may take a launch's right to run. */
const revoking: readonly string[] = ['MemberRemoved', 'ProjectVisibilityChanged', 'ProjectDeleted', 'SessionRemoved'];
/** Events after which a run of that user that waits may have its turn. */
const freeing: readonly string[] = ['SessionPaused', 'SessionStopped', 'SessionFailed'];

/** Kinds of work, each for the id behind the slash. */
const launchKey = (launchId: string): string => `launch/${launchId}`;
const projectKey = (projectId: string): string => `project/${projectId}`;
const freedKey = (launchId: string): string => `freed/${launchId}`;

const idIn = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

/**
 * Keeps the runtime doing what the log says. It follows the log and the runtime's feed, looks at deadlines, and passes over
 * everything at start and now and then; all of these only say which launch to reconcile. It remembers nothing that matters:
 * killed at any instruction, the next one converges. Only the holder of the lease acts.
 */
export class LaunchSaga {
  private readonly pace: SagaPace;
  private readonly runs: ObservedRuns;
  private readonly hints: LaunchHints;
  private readonly orphans = new OrphanBudget();
  private readonly reconciler: LaunchReconciler;
  private readonly queue: WorkQueue;
  private readonly ending = new AbortController();
  private tasks: readonly Promise<void>[] = [];
  /** How far the log was followed; undefined before that began. */
  private seen: bigint | undefined;
  private lastPass: number | undefined;
  /** How often something was left undone for want of the lease. */
  private lapses = 0;

  constructor(private readonly parts: LaunchSagaParts) {
    this.pace = { ...defaultPace, ...parts.pace };
    this.runs = new ObservedRuns(parts.runtime);
    this.hints = new LaunchHints(parts.readModels, this.pace.readModelsMs);
    this.reconciler = new LaunchReconciler(parts, this.runs, this.hints, this.orphans, this.pace);
    this.queue = new WorkQueue({
      work: (key) => this.work(key),
      onError: (key, error, attempt) => parts.log.error({ key, error, attempt }, 'launch saga: work failed'),
      concurrency: this.pace.concurrency,
      backOff: this.pace.backOff,
      timing: parts.timing,
    });
  }

  /** Returns at once; what fails is tried again until `stop()`. */
  start(): void {
    this.tasks = [
      this.supervise('following the log', () => this.followLog()),
      this.supervise('following the runtime', () => this.followRuntime()),
      this.supervise('looking at deadlines', () => this.keepTime()),
    ];
  }

  /** Takes up nothing more and resolves when the steps that were begun are done. Sessions go on. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.queue.stop();
    await Promise.all(this.tasks);
  }

  private async followLog(): Promise<void> {
    const { store, readModels, log } = this.parts;
    // the documents, from which the first pass starts, know everything up to there
    this.seen ??= await readModels.position();
    for await (const message of store.follow({ after: this.seen, signal: this.ending.signal })) {
      if (message.kind === 'event') this.notice(message.event);
      if (message.kind === 'unreadable')
        log.error({ stream: message.stream, error: message.error }, 'launch saga: event cannot be read');
    }
  }

  private notice(event: Recorded): void {
    this.seen = event.position;
    if (event.stream.startsWith('launch-')) {
      const launchId = idIn(event.stream);
      this.queue.add(launchKey(launchId));
      if (freeing.includes(event.type)) this.queue.add(freedKey(launchId));
    } else if (revoking.includes(event.type)) this.queue.add(projectKey(idIn(event.stream)));
  }

  private async followRuntime(): Promise<void> {
    await this.runs.refresh();
    for await (const observed of this.parts.runtime.observe(this.ending.signal)) {
      this.runs.note(observed);
      this.queue.add(launchKey(observed.launchId));
    }
  }

  private async keepTime(): Promise<void> {
    const { signal } = this.ending;
    while (!signal.aborted) {
      if (this.parts.lease.epoch() === undefined) this.lastPass = undefined;
      else if (this.lastPass === undefined) await this.firstPass();
      else if (this.isPassDue(this.lastPass)) await this.pass(await this.hints.live());
      else await this.lookAtDeadlines();
      await this.parts.timing.sleep(this.pace.tickMs, signal);
    }
  }

  private isPassDue(lastPass: number): boolean {
    return this.parts.timing.now() - lastPass >= this.pace.resyncMs;
  }

  /** When the documents show what was followed while we could not act; until then the log and the feed keep us busy. */
  private async firstPass(): Promise<void> {
    if (this.seen !== undefined && (await this.hints.areUpTo(this.seen))) await this.pass(await this.hints.inUse());
  }

  private async lookAtDeadlines(): Promise<void> {
    const { limits, clock } = this.parts;
    for (const { launchId } of await this.hints.overdue(limits, clock())) this.queue.add(launchKey(launchId));
  }

  /** These launches, and whatever the runtime shows. */
  private async pass(launches: readonly Launch[]): Promise<void> {
    const { lapses } = this;
    await this.runs.refresh();
    const runs = this.runs.all();
    const live = launches.filter(({ status }) => isLive(status));
    await this.budgetOrphans(runs, new Map(live.map(({ launchId, run }) => [launchId, run])));
    for (const { launchId } of [...launches, ...runs]) this.queue.add(launchKey(launchId));
    // what was left undone meanwhile may not be among them
    this.lastPass = this.lapses === lapses ? this.parts.timing.now() : undefined;
  }

  /** Counts what lives though the log says that it ended; the documents only tell where that is worth a look. */
  private async budgetOrphans(runs: readonly ExistingRun[], live: ReadonlyMap<string, number>): Promise<void> {
    const suspects = runs.filter((run) => isAlive(run) && live.get(run.launchId) !== run.run);
    let orphans = 0;
    for (const run of suspects) {
      const { state } = await this.parts.states.of(launchStream(run.launchId), launch);
      if (state !== undefined && isOrphan(state, run)) orphans += 1;
    }
    if (this.orphans.pass(orphans, runs.length)) return;
    this.parts.log.error({ orphans, runs: runs.length }, 'launch saga: too many orphans, none is ended');
  }

  private async work(key: string): Promise<number | undefined> {
    const id = key.slice(key.indexOf('/') + 1);
    try {
      if (this.parts.lease.epoch() === undefined) throw new LeaseLapsedError('this process does not hold the lease');
      if (key.startsWith('launch/')) return await this.reconciler.reconcile(id);
      await (key.startsWith('project/') ? this.lookAtProject(id) : this.lookAtWaiting(id));
    } catch (error) {
      if (!(error instanceof LeaseLapsedError)) throw error;
      // the next pass, as the holder again, finds what is left to do
      this.lapses += 1;
      this.lastPass = undefined;
    }
    return undefined;
  }

  private async lookAtProject(projectId: string): Promise<void> {
    await this.hints.upTo(this.seen ?? 0n);
    for (const { launchId } of await this.hints.ofProject(projectId)) this.queue.add(launchKey(launchId));
  }

  private async lookAtWaiting(freedLaunchId: string): Promise<void> {
    await this.hints.upTo(this.seen ?? 0n);
    const freed = await this.hints.get(freedLaunchId);
    if (freed === undefined) return;
    for (const { launchId } of await this.hints.waitingOf(freed.userId)) this.queue.add(launchKey(launchId));
  }

  /** Again and again, from where things are, until `stop()`. */
  private supervise(task: string, work: () => Promise<void>): Promise<void> {
    const { timing, log } = this.parts;
    const { backOff } = this.pace;
    return supervise(work, { name: `launch saga: ${task}`, signal: this.ending.signal, timing, log, backOff });
  }
}
