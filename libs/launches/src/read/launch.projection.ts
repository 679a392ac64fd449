import { stateProjection } from '#libs/event-sourcing';
import { launch } from '../launch.js';

/** One document per launch; for its user, and for the saga as a hint where to look. */
export const launchDocuments = stateProjection({
  name: 'launch',
  version: 7,
  indexes: [
    { keys: { userId: 1, projectId: 1, runAskedAt: -1, launchId: 1 } },
    { keys: { userId: 1, projectId: 1, shown: 1, runAskedAt: -1, launchId: 1 } },
    { keys: { userId: 1, status: 1, runAskedAt: 1, launchId: 1 } },
    { keys: { status: 1, launchId: 1 } },
    { keys: { status: 1, since: 1, launchId: 1 } },
    { keys: { diskKeptSince: 1, launchId: 1 } },
    { keys: { 'announced.pausesAt': 1, launchId: 1 } },
    { keys: { projectId: 1, status: 1, launchId: 1 } },
    { keys: { 'configuration.resourceClass.resourceClassId': 1, status: 1, classTurn: 1 } },
  ],
  id: (event) => event.data.launchId,
  evolver: launch,
});
