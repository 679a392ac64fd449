import { problemTypes, rejecting } from '#libs/event-sourcing';

/** Nothing but what any slice can refuse. */
export const reject = rejecting(problemTypes({}));
