import {
  type GlobalAction,
  globalActions,
  mayGlobally,
  mayInProject,
  type Principal,
  type ProjectAccessLookup,
  type ProjectAction,
  type Verdict,
} from '#libs/access';
import { ProblemError } from '#libs/rest';

const refuse = (verdict: Verdict, action: string): void => {
  if (verdict === 'hidden') throw new ProblemError('project-not-found');
  if (verdict === 'forbidden')
    throw new ProblemError('forbidden', `Your role does not allow you to ${action.replaceAll('-', ' ')}.`);
};

const isGlobal = (action: string): action is GlobalAction => (globalActions as readonly string[]).includes(action);

/** Asks the policy table, with a project's members as `lookup` sees them; throws the problem that a refusal is. */
export class Authorizer {
  constructor(private readonly lookup: ProjectAccessLookup) {}

  async allow(who: Principal, action: ProjectAction | GlobalAction, projectId?: string): Promise<void> {
    if (isGlobal(action)) return refuse(mayGlobally(who, action), action);
    const project = projectId === undefined ? undefined : await this.lookup.of(projectId);
    return refuse(mayInProject(who, action, project), action);
  }
}

/** Judges by the log itself: for commands. */
export class CommandAuthorizer extends Authorizer {}

/** Judges by the read models: for queries, a moment behind the log and much faster. */
export class QueryAuthorizer extends Authorizer {}
