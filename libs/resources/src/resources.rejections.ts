import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const resourcesProblems = problemTypes({
  'resource-class-not-found': { status: 404, title: 'There is no such resource class' },
  'resource-class-name-taken': { status: 409, title: 'Another resource class has this name' },
});

export const reject = rejecting(resourcesProblems);
