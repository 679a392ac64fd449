import type { Projection } from '#libs/event-sourcing';
import type { OfferedClass } from '../resource-classes.js';
import type { ResourcesEvent } from '../resources.events.js';

/** One document per class that is offered. */
export const resourceClassDocuments: Projection<OfferedClass, ResourcesEvent> = {
  name: 'resource-classes',
  version: 1,
  ids: (event) => [event.data.resourceClassId],
  // each list of sessions is shown with them
  partition: 'whole',
  evolve: {
    ResourceClassPublished: (_, { data, revision }) => ({ ...data, revision: Number(revision) }),
    ResourceClassRevised: (_, { data, revision }) => ({ ...data, revision: Number(revision) }),
    ResourceClassArchived: () => undefined,
  },
};
