import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ResourceClass } from '#libs/resource-classes';
import { classNamed, type OfferedClass, type OfferedClasses } from '../resource-classes.js';
import type { ResourcesEvent } from '../resources.events.js';
import { reject } from '../resources.rejections.js';
import { refuseTakenName } from './publish-resource-class.js';

/** Null takes a bound, a placement or a capacity away; absent leaves it as it is. */
type Change = { readonly [K in keyof Omit<ResourceClass, 'resourceClassId'>]?: ResourceClass[K] | null };

export class ReviseResourceClass extends Command<
  Change & {
    readonly resourceClassId: string;
    /** Of what the admin has seen. */
    readonly seen: number;
  }
> {}

const changed = <T>(value: T | null | undefined, before: T): T | undefined =>
  value === undefined ? before : (value ?? undefined);

const revised = (one: OfferedClass, change: Change) => ({
  resourceClassId: one.resourceClassId,
  name: change.name ?? one.name,
  cpu: change.cpu ?? one.cpu,
  memory: change.memory ?? one.memory,
  gpu: change.gpu ?? one.gpu,
  maxDisk: changed(change.maxDisk, one.maxDisk),
  placement: changed(change.placement, one.placement),
  capacity: changed(change.capacity, one.capacity),
});

const same = (a: object, b: object): boolean => JSON.stringify(a) === JSON.stringify(b);

/** Rule 6: it is resolved at each launch, so nothing that runs or is paused is touched. */
export const reviseResourceClass: Decide<DataOf<ReviseResourceClass>, OfferedClasses, ResourcesEvent> = (
  { resourceClassId, seen, ...change },
  state,
) => {
  const one = classNamed(state, resourceClassId);
  if (one === undefined) return reject('resource-class-not-found');
  if (one.revision !== seen)
    return reject('precondition-failed', 'Read the resource class again, then repeat your change.');
  const next = revised(one, change);
  const refused = refuseTakenName(state, resourceClassId, next.name);
  if (refused !== undefined) return refused;
  return same(next, revised(one, {})) ? nothing : [{ type: 'ResourceClassRevised', data: next }];
};
