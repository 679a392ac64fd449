import { commonProblems, problemTypes } from '#libs/event-sourcing';

/** What any route can answer beside what its slice declares: of the request itself, and of the system. */
export const platformProblems = {
  ...commonProblems,
  ...problemTypes({
    // the request itself
    'invalid-request': { status: 400, title: 'The request does not fit the schema' },
    'invalid-cursor': { status: 400, title: 'The cursor is not one that this API issued' },
    'invalid-precondition': { status: 400, title: 'The If-Match or Min-Position header cannot be read' },
    unauthenticated: { status: 401, title: 'Sign in first' },
    'not-found': { status: 404, title: 'There is no such thing, or you may not see it' },
    'method-not-allowed': { status: 405, title: 'This address does not take this method' },
    'precondition-required': { status: 428, title: 'Say which version you are changing' },
    'too-many-requests': { status: 429, title: 'Too many requests', retryAfter: 1 },
    'unsupported-media-type': { status: 415, title: 'This content type is not accepted' },
    'request-timeout': { status: 408, title: 'The request did not arrive in time' },
    'uri-too-long': { status: 414, title: 'The address is too long' },
    'headers-too-large': { status: 431, title: 'The request headers are too large' },
    'body-too-large': { status: 413, title: 'The request body is too large' },
    'project-not-found': { status: 404, title: 'There is no such project' },
    // the system
    'outcome-unknown': { status: 503, title: 'It is not known whether this happened', retryAfter: 2 },
    'event-store-unavailable': { status: 503, title: 'The event store cannot be reached', retryAfter: 2 },
    'database-unavailable': { status: 503, title: 'The database cannot be reached', retryAfter: 2 },
    'identity-provider-unavailable': { status: 503, title: 'The identity provider cannot be reached', retryAfter: 2 },
    'read-model-behind': { status: 503, title: 'The read models have not come so far yet', retryAfter: 1 },
    'read-model-rebuilding': { status: 503, title: 'This version’s read models are being built', retryAfter: 2 },
    'unreadable-event': { status: 500, title: 'The log holds an event that this version cannot read' },
    internal: { status: 500, title: 'Something went wrong on our side' },
  }),
};

export type ProblemCode = keyof typeof platformProblems;
