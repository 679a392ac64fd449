import { type Recorded, UnreadableEventError } from '#libs/event-sourcing';
import type { Launch } from '../../launch.js';
import { isLive } from '../../launch-states.js';
import { workKey } from '../scheduling/work-key.js';
import type { LaunchIndex } from './launch-index.js';

/** Events of other slices that may take launches' right to run, and the work of looking at those. */
const revoking: ReadonlyMap<string, (id: string) => string> = new Map([
  ['MemberRemoved', workKey.project],
  ['ProjectVisibilityChanged', workKey.project],
  ['ProjectDeleted', workKey.project],
  ['SessionRemoved', workKey.project],
  ['PersonErased', workKey.person],
]);

const idIn = (name: string, separator: string): string => name.slice(name.indexOf(separator) + 1);

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
  readonly index: Pick<LaunchIndex, 'occupyingIn' | 'of'>;
  /** Whether the documents know what happened up to here. If not, the work is asked for again when they do. */
  readonly isProjected: (position: bigint, key: string) => Promise<boolean>;
  /** Whether this process acts for the launch: whoever acts for the others looks at those. */
  readonly isOurs: (launchId: string) => boolean;
  /** Has a live launch reconciled soon: the first pass of whoever comes next would, too. */
  readonly reconcileSoon: (launchId: string) => void;
  readonly reconcile: (launchId: string) => Promise<void>;
  readonly onPoisoned: (launchId: string, error: unknown) => void;
}

/**
 * Projects of which something was taken away, and people who were erased, until every launch of theirs that is ours was looked at: also those
 * that rest, which nothing else would ever look at. What is not done yet holds back the checkpoint, so that it is done by whoever comes next.
 */
export class LostRights {
  private readonly pending = new Map<string, Pending>();
  private readonly walks = new Map<string, Walk>();

  constructor(private readonly options: LostRightsOptions) {}

  /** The work to be done, where this event may have taken a right away. */
  notice({ type, stream, position }: Recorded): string | undefined {
    const key = revoking.get(type)?.(idIn(stream, '-'));
    if (key !== undefined)
      this.pending.set(key, { oldest: this.pending.get(key)?.oldest ?? position, newest: position });
    return key;
  }

  /** Everything up to here is dealt with, where `followed` is how far the log was followed. */
  doneUpTo(followed: bigint): bigint {
    const first = [...this.pending.values()].reduce<bigint | undefined>(
      (least, { oldest }) => (least === undefined || oldest < least ? oldest : least),
      undefined,
    );
    return first === undefined ? followed : first - 1n;
  }

  /** Looks at one page of its launches. Answers 0 where there are more. */
  async look(key: string): Promise<0 | undefined> {
    const pending = this.pending.get(key);
    if (pending === undefined || !(await this.options.isProjected(pending.newest, key))) return undefined;
    const walk = this.walks.get(key) ?? { upTo: pending.newest, pages: this.launchesOf(key) };
    this.walks.set(key, walk);
    try {
      const page = await walk.pages.next();
      if (page.done === true) return this.finish(key, walk);
      await this.lookAtAll(page.value);
      return 0;
    } catch (error) {
      this.walks.delete(key);
      throw error;
    }
  }

  private launchesOf(key: string): AsyncGenerator<readonly Launch[], void> {
    const id = idIn(key, '/');
    return key === workKey.person(id) ? this.options.index.of(id) : this.options.index.occupyingIn(id);
  }

  /** Events that came while it was walked are walked for anew. */
  private finish(key: string, { upTo }: Walk): 0 | undefined {
    const newest = this.pending.get(key)?.newest ?? upTo;
    this.walks.delete(key);
    if (newest > upTo) this.pending.set(key, { oldest: upTo + 1n, newest });
    else this.pending.delete(key);
    return newest > upTo ? 0 : undefined;
  }

  private async lookAtAll(launches: readonly Launch[]): Promise<void> {
    for (const { launchId, status } of launches) {
      if (!this.options.isOurs(launchId)) continue;
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
