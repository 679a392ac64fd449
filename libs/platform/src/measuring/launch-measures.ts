import type { Event } from '#libs/event-sourcing';
import type { LaunchEvent } from '#libs/launches';
import type { Metrics } from '#libs/observability';
import { failureReasons } from '#libs/session-runtime';

/** Runs that start at once at most; of what is beyond, the eldest are forgotten. */
const KEPT = 10_000;

/** Seconds: from a container that is there to an image of many gigabytes. */
const BUCKETS = [0.5, 1, 2.5, 5, 10, 30, 60, 120, 300, 600, 1800];

interface Started {
  readonly since: number;
  readonly phase: string;
  readonly phaseSince: number;
}

/**
 * How runs start and end, from the events that this process adds: the worker that acts adds all that is observed of a run. A run
 * whose start another worker saw the beginning of is not measured.
 */
export class LaunchMeasures {
  private readonly starting = new Map<string, Started>();
  private readonly phases;
  private readonly starts;
  private readonly failures;
  private readonly pauses;

  constructor(metrics: Metrics) {
    const spent = 'Seconds that a run which starts was in a phase';
    this.phases = metrics.histogram('run_start_phase_duration_seconds', spent, ['phase'], BUCKETS);
    const taken = 'Seconds from the first that was seen of a run until its user could enter';
    this.starts = metrics.histogram('run_start_duration_seconds', taken, [], BUCKETS);
    this.failures = metrics.counter('runs_failed_total', 'Runs that have failed', ['reason']);
    // what appears with its first count is no increase: runs that fail together, as of a lost node, would not be seen
    for (const reason of Object.keys(failureReasons)) this.failures.inc({ reason }, 0);
    this.pauses = metrics.counter('session_pauses_total', 'Pauses of sessions that were asked for', ['reason']);
  }

  /** `now`: monotonic, in milliseconds. */
  see(appended: Event, now: number): void {
    const event = appended as LaunchEvent;
    switch (event.type) {
      case 'LaunchProgressed':
        return event.data.phase === undefined ? undefined : this.enter(keyOf(event), event.data.phase, now);
      case 'SessionStarted':
        return this.started(keyOf(event), now);
      case 'SessionFailed':
        this.failures.inc({ reason: event.data.reason });
        break;
      case 'SessionPauseRequested':
        this.pauses.inc({ reason: event.data.reason });
        break;
      case 'SessionPaused':
      case 'SessionStopped':
        break;
      default:
        return;
    }
    this.starting.delete(keyOf(event));
  }

  private enter(key: string, phase: string, now: number): void {
    const known = this.starting.get(key);
    if (known?.phase === phase) return;
    if (known !== undefined) this.leavePhase(known, now);
    this.starting.set(key, { since: known?.since ?? now, phase, phaseSince: now });
    const [eldest] = this.starting.keys();
    if (this.starting.size > KEPT && eldest !== undefined) this.starting.delete(eldest);
  }

  private started(key: string, now: number): void {
    const known = this.starting.get(key);
    if (known === undefined) return;
    this.leavePhase(known, now);
    this.starts.observe((now - known.since) / 1000);
    this.starting.delete(key);
  }

  private leavePhase({ phase, phaseSince }: Started, now: number): void {
    this.phases.observe({ phase }, (now - phaseSince) / 1000);
  }
}

const keyOf = ({ data }: Extract<LaunchEvent, { data: { run: number } }>): string => `${data.launchId} ${data.run}`;
