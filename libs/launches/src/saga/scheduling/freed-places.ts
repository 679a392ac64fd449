import type { Recorded } from '#libs/event-sourcing';
import { launch, launchStream } from '../../launch.js';
import type { Reconciling } from '../reconciling/create-reconciling.js';
import { workKey } from './work-key.js';

/** Events after which a run of that user that waits may have its turn. */
const freeing: readonly string[] = ['SessionPaused', 'SessionStopped', 'SessionFailed'];
/** Who may have their turn once a place of a class is free, or more places are: the others hear of it from those. */
const MOST_OF_CLASS = 100;

interface FreedPlacesOptions extends Pick<Reconciling, 'index' | 'readModels' | 'states'> {
  readonly runningPerUser: number;
  /** A launch that may have its turn. */
  readonly lookAt: (launchId: string) => void;
}

/** What may have become free for launches that wait: also by one that another worker acts for. */
export class FreedPlaces {
  /** By the work of looking at it: since when. */
  private readonly since = new Map<string, bigint>();

  constructor(private readonly options: FreedPlacesOptions) {}

  /** The work to be done, where this event may have freed a place. */
  notice(event: Recorded): string | undefined {
    const key = keyOf(event);
    if (key !== undefined) this.since.set(key, event.position);
    return key;
  }

  async look(key: string): Promise<undefined> {
    const position = this.since.get(key);
    if (position === undefined || !(await this.options.readModels.isAt(position, key))) return;
    this.since.delete(key);
    const id = key.slice(key.indexOf('/') + 1);
    await (key === workKey.freed(id) ? this.lookAtPlaceOf(id) : this.lookAtClass(id));
  }

  private async lookAtPlaceOf(launchId: string): Promise<void> {
    const { states, index, runningPerUser, lookAt } = this.options;
    const { state } = await states.of(launchStream(launchId), launch);
    if (state === undefined) return;
    const next = await index.nextInQueue(state.userId, runningPerUser);
    for (const waiting of next) lookAt(waiting.launchId);
    const { resourceClass } = state.configuration;
    if (resourceClass !== undefined) await this.lookAtClass(resourceClass.resourceClassId);
  }

  private async lookAtClass(resourceClassId: string): Promise<void> {
    const next = await this.options.index.nextInClass(resourceClassId, MOST_OF_CLASS);
    for (const waiting of next) this.options.lookAt(waiting.launchId);
  }
}

const keyOf = ({ type, stream, data }: Recorded): string | undefined => {
  if (type === 'ResourceClassRevised' || type === 'ResourceClassArchived')
    return workKey.resourceClass((data as { readonly resourceClassId: string }).resourceClassId);
  const prefix = launchStream('');
  return stream.startsWith(prefix) && freeing.includes(type) ? workKey.freed(stream.slice(prefix.length)) : undefined;
};
