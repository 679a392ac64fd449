import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const environmentProblems = problemTypes({
  'environment-not-found': { status: 404, title: 'There is no such environment' },
  'environment-archived': { status: 409, title: 'The environment is archived' },
  'image-unusable': { status: 422, title: 'No session can run this image' },
});

export const reject = rejecting(environmentProblems);
