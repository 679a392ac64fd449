import {
  type Observed,
  type RunKey,
  type RunSpec,
  RuntimeBusyError,
  type SessionRuntime,
  StaleEpochError,
} from '#libs/session-runtime';
import type { ExistingRun } from '../reconciling/next-step.js';

type Ending = 'at once' | 'never';

interface Observer {
  readonly waiting: Map<string, Observed>;
  wake: () => void;
}

const keyOf = ({ launchId, run }: RunKey): string => `${launchId}/${run}`;

/**
 * A SessionRuntime in memory that keeps the port's promises: never two runs of one launch, `ensure` adopts, `end` forgets,
 * `discard` refuses what is in use, an older epoch than one that acted is refused, the feed begins with what exists and gives whole states. What its runs do is scripted:
 * `onEnsure` says what a new run becomes, `becomes` changes one, `vanish` takes it away unseen.
 */
export class ScriptedRuntime implements SessionRuntime {
  readonly disks = new Set<string>();
  /** Every run that was ever made, in order: what must not happen twice. */
  readonly made: RunSpec[] = [];
  /** Every call of `ensure`. */
  readonly asked: RunKey[] = [];
  readonly ended: RunKey[] = [];
  onEnsure: (spec: RunSpec) => void = (spec) => this.becomes(spec, { status: 'ready', commits: [], warnings: [] });
  ending: Ending = 'at once';
  /** False: what changes is seen in listings only, as when a feed lost its connection. */
  isFeeding = true;
  private readonly runs = new Map<string, ExistingRun>();
  private readonly specs = new Map<string, RunSpec>();
  private readonly observers = new Set<Observer>();
  private readonly listeners = new Set<(observed: Observed) => void>();
  /** The greatest under which anybody acted. */
  private epoch = 0n;

  async ensure(spec: RunSpec): Promise<void> {
    this.asked.push({ launchId: spec.launchId, run: spec.run });
    await Promise.resolve();
    this.admit(spec.epoch);
    const others = [...this.runs.values()].filter(
      ({ launchId, run }) => launchId === spec.launchId && run !== spec.run,
    );
    if (others.length > 0) throw new RuntimeBusyError(`run ${others[0]?.run ?? 0} of ${spec.launchId} still exists`);
    if (this.runs.has(keyOf(spec))) return;
    this.made.push(spec);
    this.disks.add(spec.diskId);
    this.specs.set(keyOf(spec), spec);
    this.becomes(spec, { status: 'starting', phase: 'starting', warnings: [] });
    this.onEnsure(spec);
  }

  async list(): Promise<Observed[]> {
    await Promise.resolve();
    return [...this.runs.values()];
  }

  async look(launchId: string): Promise<Observed[]> {
    await Promise.resolve();
    return [...this.runsOf(launchId)];
  }

  async *observe(signal: AbortSignal): AsyncIterable<Observed> {
    const observer: Observer = { waiting: new Map(this.runs), wake: () => undefined };
    const onAbort = (): void => observer.wake();
    this.observers.add(observer);
    signal.addEventListener('abort', onAbort);
    try {
      while (!signal.aborted) {
        const [next] = observer.waiting;
        if (next === undefined) {
          await new Promise<void>((resolve) => {
            observer.wake = resolve;
          });
        } else {
          observer.waiting.delete(next[0]);
          yield next[1];
        }
      }
    } finally {
      this.observers.delete(observer);
      signal.removeEventListener('abort', onAbort);
    }
  }

  /** As `observe`, at once and from now on. */
  listen(listener: (observed: Observed) => void): () => void {
    this.listeners.add(listener);
    return () => this.listeners.delete(listener);
  }

  async end(key: RunKey, epoch: bigint): Promise<void> {
    await Promise.resolve();
    this.admit(epoch);
    this.ended.push(key);
    if (this.ending === 'at once') this.vanish(key);
  }

  async discard(diskId: string, epoch: bigint): Promise<void> {
    await Promise.resolve();
    this.admit(epoch);
    if ([...this.runs.keys()].some((key) => this.specs.get(key)?.diskId === diskId))
      throw new RuntimeBusyError(`disk ${diskId} is in use`);
    this.disks.delete(diskId);
  }

  close(): Promise<void> {
    return Promise.resolve();
  }

  /** What exists of a launch. */
  runsOf(launchId: string): readonly ExistingRun[] {
    return [...this.runs.values()].filter((run) => run.launchId === launchId);
  }

  becomes({ launchId, run }: RunKey, state: Scripted): void {
    const observed = { launchId, run, ...state } as ExistingRun;
    this.runs.set(keyOf(observed), observed);
    this.announce(observed);
  }

  vanish({ launchId, run }: RunKey): void {
    if (this.runs.delete(keyOf({ launchId, run }))) this.announce({ launchId, run, status: 'gone' });
  }

  private admit(epoch: bigint): void {
    if (epoch < this.epoch) throw new StaleEpochError(epoch, this.epoch);
    this.epoch = epoch;
  }

  private announce(observed: Observed): void {
    if (!this.isFeeding) return;
    for (const listener of this.listeners) listener(observed);
    for (const observer of this.observers) {
      observer.waiting.delete(keyOf(observed));
      observer.waiting.set(keyOf(observed), observed);
      observer.wake();
    }
  }
}

type WithoutKey<T> = T extends unknown ? Omit<T, keyof RunKey> : never;

/** The state of a run, apart from which one it is. */
export type Scripted = WithoutKey<ExistingRun>;
