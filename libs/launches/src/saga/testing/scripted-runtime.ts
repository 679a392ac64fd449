import {
  type Endpoint,
  type Observed,
  type RunKey,
  type RunSpec,
  RuntimeBusyError,
  type RuntimeFacts,
  type SessionRuntime,
} from '#libs/session-runtime';
import type { ExistingRun } from '../next-step.js';

type Ending = 'at once' | 'never';

interface Observer {
  readonly waiting: Map<string, Observed>;
  wake: () => void;
}

const keyOf = ({ launchId, run }: RunKey): string => `${launchId}/${run}`;

/**
 * A SessionRuntime in memory that keeps the port's promises: never two runs of one launch, `ensure` adopts, `end` forgets,
 * `discard` refuses what is in use, the feed begins with what exists and gives whole states. What its runs do is scripted:
 * `onEnsure` says what a new run becomes, `becomes` changes one, `vanish` takes it away unseen.
 */
export class ScriptedRuntime implements SessionRuntime {
  readonly facts: RuntimeFacts = { name: 'local', imageUsed: false, limitsEnforced: false };
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

  async ensure(spec: RunSpec): Promise<void> {
    this.asked.push({ launchId: spec.launchId, run: spec.run });
    await Promise.resolve();
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

  async end(key: RunKey): Promise<void> {
    await Promise.resolve();
    this.ended.push(key);
    if (this.ending === 'at once') this.vanish(key);
  }

  async discard(diskId: string): Promise<void> {
    await Promise.resolve();
    if ([...this.runs.keys()].some((key) => this.specs.get(key)?.diskId === diskId))
      throw new RuntimeBusyError(`disk ${diskId} is in use`);
    this.disks.delete(diskId);
  }

  async endpoint(launchId: string): Promise<Endpoint | undefined> {
    await Promise.resolve();
    const ready = [...this.runs.values()].find((run) => run.launchId === launchId && run.status === 'ready');
    return ready && { launchId, run: ready.run, origin: 'http://127.0.0.1:1', headers: {}, landingPath: '/lab' };
  }

  logs(): Promise<string> {
    return Promise.resolve('');
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

  private announce(observed: Observed): void {
    if (!this.isFeeding) return;
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
