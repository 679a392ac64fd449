import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const personProblems = problemTypes({
  'too-many-tokens': { status: 422, title: 'You have as many tokens as there may be' },
});

export const reject = rejecting(personProblems);
