import type { Visibility } from '#libs/access';
import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { ProjectEvent } from '../project.events.js';
import type { ProjectState } from '../project.js';

export class CreateProject extends Command<{
  readonly projectId: string;
  readonly name: string;
  readonly visibility: Visibility;
}> {}

/** Who creates it is its owner. It starts empty: "the project has no sessions until a user adds one" (pitch). */
export const createProject: Decide<DataOf<CreateProject>, ProjectState, ProjectEvent> = (
  { projectId, name, visibility, actor },
  state,
) => {
  if (state !== undefined) return nothing;
  return [{ type: 'ProjectCreated', data: { projectId, name, visibility, ownerId: actor } }];
};
