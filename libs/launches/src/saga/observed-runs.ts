import type { Observed, SessionRuntime } from '#libs/session-runtime';
import type { ExistingRun } from './next-step.js';

const keyOf = ({ launchId, run }: Observed): string => `${launchId}/${run}`;

/**
 * What the runtime shows, as its feed says and as the last listing said, whichever is newer. Absence is confirmed by a fresh
 * listing (`refresh`) before anything is concluded from it.
 */
export class ObservedRuns {
  private readonly runs = new Map<string, Map<number, ExistingRun>>();
  /** What the feed spoke of since the last listing began: it knows better than that listing. */
  private readonly spokenOf = new Set<string>();
  private first: Promise<void> | undefined;
  private listing: Promise<void> | undefined;
  private next: Promise<void> | undefined;

  constructor(private readonly runtime: Pick<SessionRuntime, 'list'>) {}

  /** Resolves once there was one complete listing. Rejects when that fails; the next call tries again. */
  ready(): Promise<void> {
    this.first ??= this.refresh().catch((error: unknown) => {
      this.first = undefined;
      throw error;
    });
    return this.first;
  }

  /** The feed says. */
  note(observed: Observed): void {
    this.spokenOf.add(keyOf(observed));
    this.put(observed);
  }

  of(launchId: string): readonly ExistingRun[] {
    return [...(this.runs.get(launchId)?.values() ?? [])].sort((a, b) => a.run - b.run);
  }

  all(): readonly ExistingRun[] {
    return [...this.runs.values()].flatMap((ofLaunch) => [...ofLaunch.values()]);
  }

  /** Lists anew: whoever asks gets a listing that began after they asked; those who ask meanwhile share the next one. */
  refresh(): Promise<void> {
    if (this.listing === undefined) return this.begin();
    this.next ??= this.listing
      .catch(() => undefined)
      .then(() => {
        this.next = undefined;
        return this.refresh();
      });
    return this.next;
  }

  private begin(): Promise<void> {
    this.listing = this.list().finally(() => {
      this.listing = undefined;
    });
    return this.listing;
  }

  private async list(): Promise<void> {
    this.spokenOf.clear();
    const listed = await this.runtime.list();
    const keys = new Set(listed.map(keyOf));
    const missing = this.all().filter((run) => !keys.has(keyOf(run)));
    const gone = missing.map(({ launchId, run }): Observed => ({ launchId, run, status: 'gone' }));
    for (const observed of [...listed, ...gone]) if (!this.spokenOf.has(keyOf(observed))) this.put(observed);
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
