import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const launchProblems = problemTypes({
  'launch-not-found': { status: 404, title: 'There is no such launch' },
  'environment-in-use': { status: 409, title: 'You already run this environment in this project' },
  'launch-busy': { status: 409, title: 'It is just being paused or stopped', retryAfter: 2 },
  'not-running': { status: 409, title: 'It is not running' },
  'not-paused': { status: 409, title: 'There is nothing to resume' },
  'not-reachable': { status: 409, title: 'It cannot be opened now' },
  'files-in-use': { status: 409, title: 'A run has the files' },
  'no-files': { status: 404, title: 'There are no files' },
  'files-not-readable': { status: 409, title: 'The files cannot be read without a run' },
  'session-not-found': { status: 404, title: 'There is no such session' },
  'no-resource-class': { status: 422, title: 'No resource class has as much' },
  'no-session': { status: 409, title: 'The project has no session yet' },
});

export const reject = rejecting(launchProblems);
