import { type Recorded, UnreadableEventError } from '#libs/event-sourcing';
import type { Launch } from '../launch.js';
import { isLive } from '../launch-states.js';
import type { LaunchIndex } from './launch-index.js';

/** Events of other slices that may take a launch's right to run. */
const revoking: readonly string[] = ['MemberRemoved', 'ProjectVisibilityChanged', 'ProjectDeleted', 'SessionRemoved'];

const projectOf = (stream: string): string => stream.slice(stream.indexOf('-') + 1);

interface Pending {
  /** Position of the first event that is not dealt with. */
  readonly oldest: bigint;
  readonly newest: bigint;
}

interface Walk {
  /** It began when this was the newest event. */
  readonly upTo: bigint;
  readonly pages: AsyncIterator<readonly Launch[], void>;
}

export interface LostRightsOptions {
  readonly index: Pick<LaunchIndex, 'occupyingIn'>;
  /** Whether the documents know what happened up to here. If not, the project is asked for again when they do. */
  readonly isProjected: (position: bigint, projectId: string) => Promise<boolean>;
  /** Has a live launch reconciled soon: the first pass of whoever comes next would, too. */
  readonly reconcileSoon: (launchId: string) => void;
  readonly reconcile: (launchId: string) => Promise<void>;
  readonly onPoisoned: (launchId: string, error: unknown) => void;
}

/**
 * Projects of which something was taken away, until every launch in them was looked at: also those that rest, which nothing else
 * would ever look at. What is not done yet holds back the checkpoint, so that it is done by whoever comes next.
 */
export class LostRights {
  private readonly pending = new Map<string, Pending>();
  private readonly walks = new Map<string, Walk>();

  constructor(private readonly options: LostRightsOptions) {}

  /** The project to look at, where this event may have taken a right away. */
  notice({ type, stream, position }: Recorded): string | undefined {
    if (!revoking.includes(type)) return undefined;
    const projectId = projectOf(stream);
    this.pending.set(projectId, { oldest: this.pending.get(projectId)?.oldest ?? position, newest: position });
    return projectId;
  }

  /** Everything up to here is dealt with, where `followed` is how far the log was followed. */
  doneUpTo(followed: bigint): bigint {
    const first = [...this.pending.values()].reduce<bigint | undefined>(
      (least, { oldest }) => (least === undefined || oldest < least ? oldest : least),
      undefined,
    );
    return first === undefined ? followed : first - 1n;
  }

  /** Looks at one page of the project's launches. Answers 0 where there are more. */
  async look(projectId: string): Promise<0 | undefined> {
    const pending = this.pending.get(projectId);
    if (pending === undefined || !(await this.options.isProjected(pending.newest, projectId))) return undefined;
    const walk = this.walks.get(projectId) ?? {
      upTo: pending.newest,
      pages: this.options.index.occupyingIn(projectId),
    };
    this.walks.set(projectId, walk);
    try {
      const page = await walk.pages.next();
      if (page.done === true) return this.finish(projectId, walk);
      await this.lookAtAll(page.value);
      return 0;
    } catch (error) {
      this.walks.delete(projectId);
      throw error;
    }
  }

  /** Events that came while it was walked are walked for anew. */
  private finish(projectId: string, { upTo }: Walk): 0 | undefined {
    const newest = this.pending.get(projectId)?.newest ?? upTo;
    this.walks.delete(projectId);
    if (newest > upTo) this.pending.set(projectId, { oldest: upTo + 1n, newest });
    else this.pending.delete(projectId);
    return newest > upTo ? 0 : undefined;
  }

  private async lookAtAll(launches: readonly Launch[]): Promise<void> {
    for (const { launchId, status } of launches) {
      if (isLive(status)) this.options.reconcileSoon(launchId);
      else await this.lookAt(launchId);
    }
  }

  private async lookAt(launchId: string): Promise<void> {
    try {
      await this.options.reconcile(launchId);
    } catch (error) {
      // no repetition helps, and the others must not wait for ever
      if (!(error instanceof UnreadableEventError)) throw error;
      this.options.onPoisoned(launchId, error);
    }
  }
}
