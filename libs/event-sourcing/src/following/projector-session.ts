import type { TaskGroup } from '../supervising/task-group.js';
import type { Timing } from '../supervising/timing.js';
import { type Generations, laneOf } from './generations.js';
import type { GenerationPlan } from './plan-generations.js';
import type { Lane } from './project-batch.js';
import { type Progress, type RunContext, runProjection } from './projection-run.js';
import { collectionOf, MAIN_RUN } from './projection-store.js';
import type { ProjectorHealth } from './projector-health.js';

/** A lane that has caught up on its own, and from where the main run must feed it. */
interface Joining {
  readonly lane: Lane;
  readonly from: bigint;
}

export interface SessionParts {
  readonly context: RunContext;
  readonly generations: Generations;
  readonly health: ProjectorHealth;
  readonly tasks: TaskGroup;
  readonly timing: Timing;
  readonly pollMs: number;
}

/**
 * One worker's term: the main run, a run for each generation being built, and the housekeeping. A generation that has caught
 * up joins the main run, which steps back to where that one is (documents that are further skip what they have seen), and is
 * flipped to once the main run is where it was.
 */
export class ProjectorSession {
  private readonly live = new Map<string, Lane>();
  private readonly builds = new Set<string>();
  private joining: Joining[] = [];
  private interruption = new AbortController();

  constructor(private readonly parts: SessionParts) {}

  /** Starts everything in the task group. Throws when log or database cannot be reached. */
  async start(): Promise<void> {
    const { context, generations, tasks, health } = this.parts;
    const checkpoint = await context.store.checkpoint(MAIN_RUN);
    health.reached(checkpoint?.position ?? 0n, false);
    const plans = await generations.plan(checkpoint === undefined);
    for (const { projection, live } of plans)
      if (live !== undefined) this.live.set(projection.name, laneOf(projection, live));
    await this.assess();
    tasks.spawn(MAIN_RUN, () => this.feed());
    this.build(plans);
    tasks.spawn('housekeeping', () => this.keepHouse());
  }

  /** One main run; ends when a lane wants to join. */
  private async feed(): Promise<void> {
    const { context, tasks, health } = this.parts;
    this.interruption = new AbortController();
    const joined = this.joining;
    const lanes = [...this.live.values(), ...joined.map(({ lane }) => lane)];
    const target = health.status().position;
    await runProjection(context, {
      run: MAIN_RUN,
      lanes,
      from: joined.map(({ from }) => from).sort((a, b) => (a < b ? -1 : 1))[0],
      signal: AbortSignal.any([tasks.signal, this.interruption.signal]),
      onDocuments: (position) => {
        health.reached(position, false);
      },
      onProgress: async (progress) => {
        await this.report(MAIN_RUN, progress);
        health.reached(progress.position, progress.isCaughtUp);
        if (joined.some((one) => this.joining.includes(one)) && (progress.isCaughtUp || progress.position >= target))
          await this.flip(joined);
      },
    });
  }

  private async flip(joined: readonly Joining[]): Promise<void> {
    for (const { lane } of joined) {
      await this.parts.generations.flip(lane);
      this.live.set(lane.target.name, lane);
    }
    this.joining = this.joining.filter((one) => !joined.includes(one));
    await this.assess();
    // The replaced lanes are fed no more.
    this.interruption.abort();
  }

  private build(plans: readonly GenerationPlan[]): void {
    for (const { projection, building } of plans) {
      if (building === undefined) continue;
      const lane = laneOf(projection, building);
      const run = collectionOf(lane.target);
      if (this.builds.has(run)) continue;
      this.builds.add(run);
      const built = new AbortController();
      this.parts.tasks.spawn(run, () => this.catchUp(run, lane, built), built.signal);
    }
  }

  private async catchUp(run: string, lane: Lane, built: AbortController): Promise<void> {
    const { context, tasks } = this.parts;
    await runProjection(context, {
      run,
      lanes: [lane],
      signal: AbortSignal.any([tasks.signal, built.signal]),
      onProgress: async (progress) => {
        await this.report(run, progress);
        if (!progress.isCaughtUp || built.signal.aborted) return;
        built.abort();
        this.joining = [...this.joining, { lane, from: progress.position }];
        this.interruption.abort();
      },
    });
  }

  private async keepHouse(): Promise<void> {
    const { generations, tasks, timing, pollMs, health } = this.parts;
    await timing.sleep(pollMs, tasks.signal);
    if (tasks.signal.aborted) return;
    this.build(await generations.plan(false));
    await generations.dropRetired();
    health.worked('housekeeping');
  }

  private async report(run: string, progress: Progress): Promise<void> {
    this.parts.health.worked(run);
    this.parts.health.progressed(progress);
    if (progress.broken + progress.skipped > 0) await this.assess();
  }

  /** Counts what is broken in what queries read. */
  private async assess(): Promise<void> {
    const { store } = this.parts.context;
    const damages = [...this.live.values()].map(async ({ target }) => {
      const collection = collectionOf(target);
      return { collection, broken: await store.countBroken(target), skipped: await store.countSkipped(collection) };
    });
    this.parts.health.damaged(await Promise.all(damages));
  }
}
