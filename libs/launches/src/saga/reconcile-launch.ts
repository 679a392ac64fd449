import { type Decision, isRejection, nothing } from '#libs/event-sourcing';
import { RuntimeBusyError, StaleEpochError } from '#libs/session-runtime';
import { type Entitlement, entitlementOf } from '../facts/launchable-project.js';
import type { LaunchEvent } from '../launch.events.js';
import { type Launch, type LaunchState, launch, launchKey, launchStream } from '../launch.js';
import { disksToDiscard } from '../launch-limits.js';
import { type Progress, progressed } from '../launch-progress.js';
import { queuePosition } from '../launch-queue.js';
import { isLive, observed, type Seen } from '../launch-states.js';
import { pause } from '../write/pause-launch.js';
import { stop } from '../write/stop-launch.js';
import type { LaunchHints } from './launch-hints.js';
import type { LaunchSagaParts, SagaPace } from './launch-saga.parts.js';
import { LeaseLapsedError } from './lease-lapsed-error.js';
import { nextStep, type Step } from './next-step.js';
import type { ObservedRuns } from './observed-runs.js';
import type { OrphanBudget } from './orphan-budget.js';
import { runSpecOf } from './run-spec-of.js';

type Do<T extends Step['do']> = Extract<Step, { do: T }>;

/** Until it is to be looked at again, in milliseconds, 0: at once; undefined: nothing to do until something happens. */
type Again = number | undefined;

/** A launch as its stream says now. */
interface Folded {
  readonly state: Launch;
  readonly position: bigint;
}

const eventsOf = (decision: Decision<LaunchEvent>): readonly LaunchEvent[] =>
  isRejection(decision) ? nothing : decision;

/**
 * One launch, one step: what its stream wants, against what the runtime shows. Every effect is idempotent and comes before the
 * event that says so, so that a crash between the two repeats the effect and then records it.
 */
export class LaunchReconciler {
  /** The run of each launch that this process asked the runtime for: not asking twice is all that depends on it. */
  private readonly asked = new Map<string, number>();

  constructor(
    private readonly parts: Omit<LaunchSagaParts, 'readModels' | 'timing' | 'pace'>,
    private readonly runs: ObservedRuns,
    private readonly hints: LaunchHints,
    private readonly orphans: OrphanBudget,
    private readonly pace: SagaPace,
  ) {}

  async reconcile(launchId: string): Promise<Again> {
    await this.runs.ready();
    const folded = await this.fold(launchId);
    const runs = this.runs.of(launchId);
    if (folded === undefined) {
      if (runs.length > 0) this.parts.log.error({ launchId, runs: runs.length }, 'run of an unknown launch left alone');
      return undefined;
    }
    const { state } = folded;
    const { limits, clock } = this.parts;
    const entitlement = await this.entitlement(state);
    const isAsked = this.asked.get(launchId) === state.run;
    if (!isLive(state.status)) this.asked.delete(launchId);
    const step = nextStep({ launch: state, runs, entitlement, isAsked, limits, now: clock() });
    return step.do === 'nothing' ? undefined : this.take(step, folded);
  }

  private take(step: Step, folded: Folded): Promise<Again> | Again {
    const { state } = folded;
    switch (step.do) {
      case 'nothing':
        return undefined;
      case 'report':
        this.parts.log.error({ launchId: state.launchId, run: step.run }, 'run that the log does not know left alone');
        return undefined;
      case 'pause':
        return this.record(state, (now) => (now === undefined ? [] : eventsOf(pause(now, step.reason))));
      case 'stop':
        return this.record(state, (now) =>
          now === undefined ? [] : eventsOf(stop(now, { discard: false, reason: step.reason })),
        );
      case 'progress':
        return this.progress(state, step.progress);
      default:
        return this.takeEffect(step, folded);
    }
  }

  private takeEffect(step: Do<'ensure' | 'probe' | 'record' | 'end' | 'discard'>, folded: Folded): Promise<Again> {
    switch (step.do) {
      case 'ensure':
        return this.ensure(folded);
      case 'probe':
        return this.probe(folded.state, step);
      case 'record':
        return this.see(folded.state, step.seen);
      case 'end':
        return this.end(folded.state, step);
      case 'discard':
        return this.discard(folded, step);
    }
  }

  private async ensure({ state, position }: Folded): Promise<Again> {
    if (!(await this.hasPlace(state, position))) {
      await this.progress(state, { run: state.run, phase: 'queued', warnings: [] });
      return undefined;
    }
    const installation = await this.parts.store.identity();
    const isAccepted = await this.unlessBusy((epoch) =>
      this.parts.runtime.ensure(runSpecOf(state, { installation, epoch })),
    );
    if (isAccepted) {
      this.asked.set(state.launchId, state.run);
      return this.progress(state, { run: state.run, phase: 'scheduling', warnings: [] });
    }
    // an older run is still there: see it, end it
    await this.runs.refresh();
    return this.runs.of(state.launchId).some(({ run }) => run < state.run) ? 0 : this.pace.probeMs;
  }

  /** Counted over documents that have seen this launch's own request, hence every earlier one. */
  private async hasPlace(state: Launch, position: bigint): Promise<boolean> {
    const { runningPerUser } = this.parts.limits;
    if (runningPerUser === Number.POSITIVE_INFINITY) return true;
    await this.hints.upTo(position);
    return queuePosition(state, await this.hints.live({ userId: state.userId }), runningPerUser) === 0;
  }

  private async probe(state: Launch, { seen, otherwise }: Do<'probe'>): Promise<Again> {
    const { launchId, run } = state;
    const answers = await this.parts.probe({ launchId, run }).catch((error: unknown) => {
      this.parts.log.warn({ launchId, error }, 'probe failed');
      return false;
    });
    if (answers) return this.see(state, seen);
    return otherwise === undefined ? this.pace.probeMs : this.see(state, otherwise);
  }

  private async see(state: Launch, seen: Seen): Promise<Again> {
    if (seen.sight === 'gone') {
      await this.runs.refresh();
      if (this.runs.of(state.launchId).some(({ run }) => run === seen.run)) return 0;
    }
    return this.record(state, (now) => observed(now, seen));
  }

  private async end({ launchId }: Launch, { run, isOrphan }: Do<'end'>): Promise<Again> {
    if (isOrphan && !this.orphans.take()) {
      this.parts.log.error({ launchId, run }, 'orphan left alone: too many of them');
      return undefined;
    }
    await this.effect((epoch) => this.parts.runtime.end({ launchId, run }, epoch));
    await this.runs.refresh();
    return this.runs.of(launchId).some((left) => left.run === run) ? this.pace.endMs : 0;
  }

  private async discard({ state, position }: Folded, { diskId }: Do<'discard'>): Promise<Again> {
    // nothing else is as final: only if nothing was said since the step was chosen
    if ((await this.fold(state.launchId))?.position !== position) return 0;
    if (!(await this.unlessBusy((epoch) => this.parts.runtime.discard(diskId, epoch)))) return this.pace.endMs;
    const { limits, clock } = this.parts;
    return this.record(state, (now) =>
      now !== undefined && disksToDiscard(now, limits, clock()).includes(diskId)
        ? [{ type: 'DiskDiscarded', data: { ...launchKey(now), diskId } }]
        : [],
    );
  }

  private progress(state: Launch, progress: Progress): Promise<Again> {
    return this.record(state, (now) => progressed(now, progress));
  }

  /** Decided once more on the newest state, so that what was overtaken changes nothing. */
  private async record({ launchId }: Launch, decide: (now: LaunchState) => readonly LaunchEvent[]): Promise<Again> {
    this.epoch();
    await this.parts.executor.observe<LaunchState, LaunchEvent>({
      stream: launchStream(launchId),
      evolver: launch,
      decide,
      part: 'launch-saga',
    });
    return 0;
  }

  private async fold(launchId: string): Promise<Folded | undefined> {
    const { state, position } = await this.parts.states.of(launchStream(launchId), launch);
    return state && { state, position };
  }

  private async entitlement(state: Launch): Promise<Entitlement> {
    if (state.status === 'inactive' || state.status === 'stopping') return 'granted';
    return entitlementOf(await this.parts.projects.of(state.projectId), state);
  }

  /** False: an older run is in the way. */
  private async unlessBusy(work: (epoch: bigint) => Promise<void>): Promise<boolean> {
    try {
      await this.effect(work);
      return true;
    } catch (error) {
      if (error instanceof RuntimeBusyError) return false;
      throw error;
    }
  }

  private async effect(work: (epoch: bigint) => Promise<void>): Promise<void> {
    try {
      await work(this.epoch());
    } catch (error) {
      if (!(error instanceof StaleEpochError)) throw error;
      this.parts.lease.surpass(error.seen);
      throw new LeaseLapsedError('the runtime was changed under a later epoch', { cause: error });
    }
  }

  private epoch(): bigint {
    const epoch = this.parts.lease.epoch();
    if (epoch === undefined) throw new LeaseLapsedError('this process does not hold the lease');
    return epoch;
  }
}
