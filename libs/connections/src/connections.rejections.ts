import { problemTypes } from '#libs/event-sourcing';

/** Why a connection is refused. */
export const connectionsProblems = problemTypes({
  'connection-not-found': { status: 404, title: 'You have no connection with this host' },
  'connection-host-unreachable': { status: 422, title: 'This host cannot be reached from here' },
  'too-many-connections': { status: 422, title: 'You have as many connections as there may be' },
  'connections-unavailable': { status: 503, title: 'This installation has no key to keep tokens with' },
});
