import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { EnvironmentsEvent } from '../environments.events.js';
import type { CatalogueEnvironmentState } from '../environments.js';
import { reject } from '../environments.rejections.js';

export class ArchiveEnvironment extends Command<{ readonly environmentId: string }> {}

/** Hidden from the catalogue and not to be added any more; existing sessions keep it. */
export const archiveEnvironment: Decide<DataOf<ArchiveEnvironment>, CatalogueEnvironmentState, EnvironmentsEvent> = (
  { environmentId },
  state,
) => {
  if (state === undefined) return reject('environment-not-found');
  return state.archived ? nothing : [{ type: 'EnvironmentArchived', data: { environmentId } }];
};
