import { ProblemError } from '#libs/rest';

export const unprovenHook = (): ProblemError =>
  new ProblemError('unauthenticated', 'Send the secret that the administrator set for this code host.');
