import type { Metrics, Tracing } from '#libs/observability';
import {
  type Observed,
  type RunKey,
  RuntimeBusyError,
  type SessionRuntime,
  StaleEpochError,
} from '#libs/session-runtime';
import type { LaunchCauses } from './launch-causes.js';

interface Watchers {
  readonly metrics: Metrics;
  readonly tracing: Tracing;
  readonly causes: LaunchCauses;
}

const isRefusal = (error: unknown): boolean => error instanceof RuntimeBusyError || error instanceof StaleEpochError;

/** The runtime; how long its calls take, and what became of them, is measured. */
export class MeasuredRuntime implements SessionRuntime {
  private readonly durations: ReturnType<Metrics['histogram']>;

  constructor(
    private readonly runtime: SessionRuntime,
    private readonly watchers: Watchers,
  ) {
    const help = 'Seconds that a call of the runtime took until it was done, refused, or failed';
    this.durations = watchers.metrics.histogram('runtime_call_duration_seconds', help, ['call', 'outcome']);
  }

  ensure(...args: Parameters<SessionRuntime['ensure']>): Promise<void> {
    return this.measured('ensure', () => this.runtime.ensure(...args), args[0]);
  }

  list(): Promise<Observed[]> {
    return this.measured('list', () => this.runtime.list());
  }

  look(launchId: string): Promise<Observed[]> {
    return this.measured('look', () => this.runtime.look(launchId));
  }

  observe(signal: AbortSignal): AsyncIterable<Observed> {
    return this.runtime.observe(signal);
  }

  end(...args: Parameters<SessionRuntime['end']>): Promise<void> {
    return this.measured('end', () => this.runtime.end(...args), args[0]);
  }

  discard(...args: Parameters<SessionRuntime['discard']>): Promise<void> {
    return this.measured('discard', () => this.runtime.discard(...args));
  }

  close(): Promise<void> {
    return this.runtime.close();
  }

  private async measured<T>(call: string, work: () => Promise<T>, run?: RunKey): Promise<T> {
    const [started, startedAt] = [performance.now(), Date.now()];
    let outcome = 'failed';
    try {
      const result = await this.inTrace(work, run);
      outcome = 'done';
      return result;
    } catch (error) {
      if (isRefusal(error)) outcome = 'refused';
      throw error;
    } finally {
      this.durations.observe({ call, outcome }, (performance.now() - started) / 1000);
      if (run !== undefined) this.trace({ call, outcome }, run, startedAt);
    }
  }

  private inTrace<T>(work: () => Promise<T>, run: RunKey | undefined): Promise<T> {
    const { causes, tracing } = this.watchers;
    const cause = run === undefined ? undefined : causes.of(run);
    if (cause === undefined) return work();
    return tracing.within(() => ({ correlationId: cause.correlationId, id: cause.causeId }), work);
  }

  private trace({ call, outcome }: { call: string; outcome: string }, run: RunKey, startedAt: number): void {
    const cause = this.watchers.causes.of(run);
    if (cause === undefined) return;
    const attributes = { 'renku.outcome': outcome, 'renku.launch': run.launchId, 'renku.run': run.run };
    const error = outcome === 'failed' ? { error: outcome } : {};
    this.watchers.tracing.record({
      name: `runtime ${call}`,
      ...cause,
      startedAt,
      endedAt: Date.now(),
      attributes,
      ...error,
    });
  }
}
