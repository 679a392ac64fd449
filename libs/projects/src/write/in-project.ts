import { type Decide, type Decision, type DecisionContext } from '#libs/event-sourcing';
import type { ProjectEvent } from '../project.events.js';
import { existing, type Project, type ProjectState } from '../project.js';
import { reject } from '../project.rejections.js';

/** A decision about a project that exists: one that never was or is deleted is `project-not-found`, whatever is asked. */
export const inProject =
  <Data>(
    decide: (command: Data & DecisionContext, project: Project) => Decision<ProjectEvent>,
  ): Decide<Data, ProjectState, ProjectEvent> =>
  (command, state) => {
    const project = existing(state);
    return project === undefined ? reject('project-not-found') : decide(command, project);
  };
