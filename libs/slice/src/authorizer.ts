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
import type { StreamReader } from '#libs/event-sourcing';
import { ProblemError } from '#libs/rest';

type Action = ProjectAction | GlobalAction;

/** "Your role does not allow you to …" */
const inWords: Readonly<Record<Action, string>> = {
  'read-project': 'see this project',
  'launch-session': 'launch sessions of this project',
  'configure-sessions': 'add, change or remove sessions of this project',
  'connect-repositories': 'connect or disconnect repositories and storages of this project',
  'manage-project': 'manage this project: its name, visibility and members',
  'read-history': 'read the history of this project',
  'read-catalogue': 'see the catalogue of environments',
  'check-image': 'look at images',
  'read-resource-classes': 'see the resource classes',
  'read-storages': 'see the storages that are offered',
  'read-inbox': 'see your notifications',
  'create-project': 'create projects',
  'answer-invitation': 'answer invitations',
  'erase-oneself': 'have yourself erased',
  'manage-own-tokens': 'list, make or revoke your tokens',
  'sign-out': 'sign you out',
  'manage-catalogue': 'manage the catalogue of environments',
  'manage-resource-classes': 'manage the resource classes',
  'list-every-project': 'list the projects of others that are private',
  'read-every-usage': 'see the usage of everybody',
  'read-every-run': 'see the runs of others: the usage without them is yours to see',
  'read-load': 'see how many sessions run',
};

const refuse = (verdict: Verdict, action: Action): void => {
  if (verdict === 'hidden') throw new ProblemError('project-not-found');
  if (verdict === 'forbidden')
    throw new ProblemError('forbidden', `Your role does not allow you to ${inWords[action]}.`);
};

const isGlobal = (action: Action): action is GlobalAction => (globalActions as readonly string[]).includes(action);

/** Asks the policy table, with a project's members as `lookup` sees them; throws the problem that a refusal is. */
export class Authorizer {
  constructor(private readonly lookup: ProjectAccessLookup) {}

  async allow(who: Principal, action: Action, projectId?: string): Promise<void> {
    if (isGlobal(action)) return refuse(mayGlobally(who, action), action);
    const project = projectId === undefined ? undefined : await this.lookup.of(projectId);
    return refuse(mayInProject(who, action, project), action);
  }
}

/** Judges by the log itself: for commands. */
export class CommandAuthorizer {
  constructor(private readonly accessIn: (streams: StreamReader) => ProjectAccessLookup) {}

  /** `streams`: as the command sees them. */
  allow(who: Principal, action: Action, projectId: string | undefined, streams: StreamReader): Promise<void> {
    return new Authorizer(this.accessIn(streams)).allow(who, action, projectId);
  }
}

/** Judges by the read models: for queries, a moment behind the log and much faster. */
export class QueryAuthorizer extends Authorizer {}
