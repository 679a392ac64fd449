/** Why a request does not reach a session, for the person who made it. */
export interface Refusal {
  readonly status: number;
  readonly title: string;
  readonly text: string;
  /** Seconds. */
  readonly retryAfter?: number;
}

export const isRefusal = (value: object): value is Refusal => 'status' in value && 'title' in value;

export const refusals = {
  unknownHost: {
    status: 404,
    title: 'No session here',
    text: 'There is no session at this address.',
  },
  unknownPath: {
    status: 404,
    title: 'Nothing here',
    text: 'This address belongs to the gateway of the sessions, which has nothing here.',
  },
  badRequest: {
    status: 400,
    title: 'Not understood',
    text: 'The gateway serves paths of a session and WebSockets, nothing else.',
  },
  unknownCoding: {
    status: 501,
    title: 'Not understood',
    text: 'Of a request’s transfer codings the gateway understands “chunked” alone.',
  },
  wrongMethod: {
    status: 405,
    title: 'Not understood',
    text: 'This address is to be opened in a browser (GET).',
  },
  crossSite: {
    status: 403,
    title: 'Refused',
    text: 'Another site’s page asked for this in your name. Open the session from the console instead.',
  },
  noAccess: {
    status: 401,
    title: 'Please open the session from the console',
    text: 'Your way into this session is missing or has expired. Open the session again from the console.',
  },
  ticketSpent: {
    status: 401,
    title: 'This link is used up',
    text: 'A link into a session works once and for 30 seconds. Open the session again from the console.',
  },
  tooMany: {
    status: 429,
    title: 'Too much at once',
    text: 'You have too many requests and WebSockets to sessions open: close some of them.',
    retryAfter: 5,
  },
  notRunning: {
    status: 503,
    title: 'This session is not running',
    text: 'It was paused or stopped, has failed, or is starting; or you may no longer use it. The console says which, and what to do.',
    retryAfter: 10,
  },
  notAnswering: {
    status: 502,
    title: 'This session does not answer',
    text: 'It was running a moment ago, but its server cannot be reached right now. Try again in a moment; the console says how it is.',
    retryAfter: 5,
  },
  cannotTell: {
    status: 503,
    title: 'Please try again in a moment',
    text: 'It could not be found out right now whether you may enter this session.',
    retryAfter: 5,
  },
} as const satisfies Record<string, Refusal>;
