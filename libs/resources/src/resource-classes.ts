import type { Evolver } from '#libs/event-sourcing';
import type { ResourceClass } from '#libs/resource-classes';
import type { ResourcesEvent } from './resources.events.js';

/** One that is offered, as of the last event that changed it. */
export type OfferedClass = ResourceClass & { readonly revision: number };

/** All of them, as they were published. */
export type OfferedClasses = readonly OfferedClass[];

export const classNamed = (classes: OfferedClasses, resourceClassId: string): OfferedClass | undefined =>
  classes.find((one) => one.resourceClassId === resourceClassId);

export const resourceClasses: Evolver<OfferedClasses, ResourcesEvent> = {
  initial: [],
  evolve: {
    ResourceClassPublished: (state, { data, revision }) => [...state, { ...data, revision: Number(revision) }],
    ResourceClassRevised: (state, { data, revision }) =>
      state.map((one) =>
        one.resourceClassId === data.resourceClassId ? { ...data, revision: Number(revision) } : one,
      ),
    ResourceClassArchived: (state, { data }) => state.filter((one) => one.resourceClassId !== data.resourceClassId),
  },
};

export const resourceClassesStream = 'resource-classes';
