import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Why this slice refuses what it is asked for. */
export const notificationsProblems = problemTypes({
  'notification-not-found': { status: 404, title: 'There is no such notification in your inbox' },
  'email-unavailable': { status: 409, title: 'Nothing is told by e-mail here' },
});

export const reject = rejecting(notificationsProblems);
