import { type CommandExecutor, type Decision, isRejection, nothing } from '#libs/event-sourcing';
import type { LaunchEvent } from '../../launch.events.js';
import { type Launch, type LaunchState, launch, launchKey, launchStream } from '../../launch.js';
import { disksToDiscard } from '../../launch-limits.js';
import { type Progress, progressed } from '../../launch-progress.js';
import { isLive, observed, type RunObservation } from '../../launch-states.js';
import { pause } from '../../write/pause-launch.js';
import { stop } from '../../write/stop-launch.js';
import type { EffectOutcome, RuntimeEffects } from '../acting/runtime-effects.js';
import type { LaunchSagaParts, SagaPace } from '../launch-saga.parts.js';
import type { FollowedStates } from '../observing/followed-states.js';
import type { ObservedRuns } from '../observing/observed-runs.js';
import type { Probes } from '../observing/probes.js';
import { nextStep, type Step } from './next-step.js';
import type { OrphanBudget } from './orphan-budget.js';
import type { Places } from './places.js';
import { runSpecOf } from './run-spec-of.js';
import type { Situation, Situations } from './situations.js';

type Do<T extends Step['do']> = Extract<Step, { do: T }>;

/** Until it is to be looked at again, in milliseconds, 0: at once; undefined: nothing to do until something happens. */
type Again = number | undefined;

export interface ReconcilerParts extends Pick<LaunchSagaParts, 'store' | 'runtime' | 'limits' | 'clock' | 'log'> {
  readonly executor: CommandExecutor;
  readonly states: FollowedStates;
  readonly situations: Situations;
  readonly runs: ObservedRuns;
  readonly effects: RuntimeEffects;
  readonly probes: Probes;
  readonly places: Places;
  readonly orphans: OrphanBudget;
  readonly pace: SagaPace;
}

const eventsOf = (decision: Decision<LaunchEvent>): readonly LaunchEvent[] =>
  isRejection(decision) ? nothing : decision;

/**
 * One launch, one step: what its stream wants, against what the runtime shows. Every effect is idempotent and comes before the
 * event that says so, so that a crash between the two repeats the effect and then records it. Nothing is waited for here: what has
 * to happen first asks for the launch again.
 */
export class LaunchReconciler {
  /** The run of each launch that this process asked the runtime for: not asking twice is all that depends on it. */
  private readonly asked = new Map<string, number>();

  constructor(private readonly parts: ReconcilerParts) {}

  async reconcile(launchId: string): Promise<Again> {
    if (this.parts.states.isBehindItself(launchStream(launchId), launch)) return undefined;
    const situation = await this.parts.situations.of(launchId, this.asked.get(launchId));
    if (situation === undefined) {
      const runs = this.parts.runs.of(launchId).length;
      if (runs > 0) this.parts.log.error({ launchId, runs }, 'run of an unknown launch left alone');
      return undefined;
    }
    const { status } = situation.launch;
    if (!isLive(status)) this.asked.delete(launchId);
    if (status !== 'launching') this.parts.probes.forget(launchId);
    return this.take(nextStep(situation), situation);
  }

  private take(step: Step, situation: Situation): Promise<Again> | Again {
    const { launch: state } = situation;
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
          now === undefined ? [] : eventsOf(stop(now, { discard: step.discard, reason: step.reason })),
        );
      case 'progress':
        return this.progress(state, step.progress);
      default:
        return this.takeEffect(step, situation);
    }
  }

  private takeEffect(
    step: Do<'ensure' | 'probe' | 'record' | 'end' | 'discard'>,
    situation: Situation,
  ): Promise<Again> | Again {
    const { launch: state } = situation;
    switch (step.do) {
      case 'ensure':
        return this.ensure(situation);
      case 'probe':
        return this.probe(state, step);
      case 'record':
        return this.see(state, step.observation);
      case 'end':
        return this.end(state, step);
      case 'discard':
        return this.discard(state, step);
    }
  }

  private async ensure({ launch: state, position }: Situation): Promise<Again> {
    const { launchId, run } = state;
    const wait = await this.parts.places.whyWait(state, position);
    if (wait === 'unknown') return undefined;
    if (wait !== undefined) {
      const waitsFor = wait === 'resource-class' ? wait : undefined;
      await this.progress(state, { run, phase: 'queued', waitsFor, warnings: [] });
      return undefined;
    }
    const installation = await this.parts.store.identity();
    const outcome = await this.parts.effects.make(launchId, (epoch) =>
      this.parts.runtime.ensure(runSpecOf(state, { installation, epoch })),
    );
    if (outcome === 'unanswered') return undefined;
    if (outcome === 'done') {
      this.asked.set(launchId, run);
      return this.progress(state, { run, phase: 'scheduling', warnings: [] });
    }
    // an older run is still there: see it, end it
    if ((await this.look(launchId)) === 'unanswered') return undefined;
    return this.parts.runs.of(launchId).some((other) => other.run < run) ? 0 : this.parts.pace.probeMs;
  }

  private probe(state: Launch, { observation, otherwise }: Do<'probe'>): Promise<Again> | Again {
    const answers = this.parts.probes.answerOf({ launchId: state.launchId, run: state.run });
    if (answers === undefined) return undefined;
    if (answers) return this.see(state, observation);
    return otherwise === undefined ? this.parts.pace.probeMs : this.see(state, otherwise);
  }

  private async see(state: Launch, observation: RunObservation): Promise<Again> {
    const { launchId } = state;
    if (observation.kind === 'gone') {
      if ((await this.look(launchId)) === 'unanswered') return undefined;
      if (this.parts.runs.of(launchId).some(({ run }) => run === observation.run)) return 0;
    }
    return this.record(state, (now) => observed(now, observation));
  }

  private look(launchId: string): Promise<EffectOutcome> {
    return this.parts.effects.look(launchId, () => this.parts.runs.look(launchId));
  }

  private async end({ launchId }: Launch, { run, isOrphan }: Do<'end'>): Promise<Again> {
    if (isOrphan && !this.parts.orphans.take()) {
      this.parts.log.error({ launchId, run }, 'orphan left alone: too many of them');
      return undefined;
    }
    const outcome = await this.parts.effects.make(launchId, (epoch) =>
      this.parts.runtime.end({ launchId, run }, epoch),
    );
    // the feed tells when it is gone
    return outcome === 'unanswered' ? undefined : this.parts.pace.endMs;
  }

  private async discard(state: Launch, { diskId }: Do<'discard'>): Promise<Again> {
    const { effects, runtime, limits, clock, pace } = this.parts;
    const outcome = await effects.make(state.launchId, (epoch) => runtime.discard(diskId, epoch));
    if (outcome !== 'done') return outcome === 'busy' ? pace.endMs : undefined;
    return this.record(state, (now) =>
      now !== undefined && disksToDiscard(now, limits, clock()).includes(diskId)
        ? [{ type: 'DiskDiscarded', data: { ...launchKey(now), diskId } }]
        : [],
    );
  }

  private async progress(state: Launch, progress: Progress): Promise<Again> {
    if (progressed(state, progress).length === 0) return 0;
    return this.record(state, (now) => progressed(now, progress));
  }

  /**
   * Decided on what is known and taken only if that is the newest state, else decided once more on that: what was overtaken changes
   * nothing. What is appended comes by the log, and asks for the launch again.
   */
  private async record({ launchId }: Launch, decide: (now: LaunchState) => readonly LaunchEvent[]): Promise<Again> {
    this.parts.effects.epoch();
    const stream = launchStream(launchId);
    const { changed, revision } = await this.parts.executor.observe<LaunchState, LaunchEvent>({
      ...{ stream, decide },
      evolver: launch,
      part: 'launch-saga',
    });
    if (!changed) return 0;
    this.parts.states.wrote(stream, revision);
    return undefined;
  }
}
