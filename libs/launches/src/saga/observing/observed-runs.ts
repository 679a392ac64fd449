import type { Observed, SessionRuntime } from '#libs/session-runtime';
import type { ExistingRun } from '../reconciling/next-step.js';

const keyOf = ({ launchId, run }: Observed): string => `${launchId}/${run}`;

/**
 * What the runtime shows of our launches, as its feed says and as it was asked last, whichever is newer. Absence is confirmed by `look` before
 * anything is concluded from it.
 */
export class ObservedRuns {
  private readonly runs = new Map<string, Map<number, ExistingRun>>();
  /** For each question under way, what the feed spoke of since it was asked: the feed knows better than its answer. */
  private readonly asking = new Set<Set<string>>();

  constructor(
    private readonly runtime: Pick<SessionRuntime, 'list' | 'look'>,
    private readonly isOurs: (launchId: string) => boolean,
  ) {}

  /** The feed says. */
  note(observed: Observed): void {
    if (!this.isOurs(observed.launchId)) return;
    for (const spokenOf of this.asking) spokenOf.add(keyOf(observed));
    this.put(observed);
  }

  of(launchId: string): readonly ExistingRun[] {
    return [...(this.runs.get(launchId)?.values() ?? [])].sort((a, b) => a.run - b.run);
  }

  all(): readonly ExistingRun[] {
    return [...this.runs.values()].flatMap((ofLaunch) => [...ofLaunch.values()]);
  }

  /** Asks for everything, and keeps what is ours. */
  list(): Promise<void> {
    return this.ask(
      async () => (await this.runtime.list()).filter(({ launchId }) => this.isOurs(launchId)),
      () => this.all(),
    );
  }

  /** Asks for one launch. */
  look(launchId: string): Promise<void> {
    return this.ask(
      () => this.runtime.look(launchId),
      () => this.of(launchId),
    );
  }

  /** `known`: all that the answer could have named. */
  private async ask(question: () => Promise<Observed[]>, known: () => readonly ExistingRun[]): Promise<void> {
    const spokenOf = new Set<string>();
    this.asking.add(spokenOf);
    try {
      const answer = await question();
      const keys = new Set(answer.map(keyOf));
      const missing = known().filter((run) => !keys.has(keyOf(run)));
      const gone = missing.map(({ launchId, run }): Observed => ({ launchId, run, status: 'gone' }));
      for (const observed of [...answer, ...gone]) if (!spokenOf.has(keyOf(observed))) this.put(observed);
    } finally {
      this.asking.delete(spokenOf);
    }
  }

  private put(observed: Observed): void {
    const { launchId, run } = observed;
    const ofLaunch = this.runs.get(launchId) ?? new Map<number, ExistingRun>();
    if (observed.status === 'gone') ofLaunch.delete(run);
    else ofLaunch.set(run, observed);
    if (ofLaunch.size === 0) this.runs.delete(launchId);
    else this.runs.set(launchId, ofLaunch);
  }
}
