import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const sessionsProblems = problemTypes({
  'session-not-found': { status: 404, title: 'There is no such session' },
  'no-session': { status: 409, title: 'The project has no session yet' },
  'no-image-yet': { status: 409, title: 'The repository has built no image yet' },
  'run-not-started': { status: 409, title: 'The run has not started' },
  'unknown-repository': { status: 422, title: 'The project has no such repository' },
  'unknown-storage': { status: 422, title: 'The project has no such storage' },
  'no-resource-class': { status: 422, title: 'No resource class has as much' },
  'image-not-offered': { status: 409, title: 'This image is not a version of the session’s environment' },
  'environment-not-found': { status: 404, title: 'There is no such environment' },
  'environment-archived': { status: 409, title: 'The environment is archived' },
  'image-unusable': { status: 422, title: 'No session can run this image' },
});

export const reject = rejecting(sessionsProblems);
