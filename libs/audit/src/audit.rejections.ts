import { problemTypes } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const auditProblems = problemTypes({
  'signing-unavailable': { status: 503, title: 'This installation has no key to sign with' },
});
