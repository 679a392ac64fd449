/**
 * Every refusal the API can answer, in one place: code → HTTP status and title (RFC 9457), and where it passes by itself, after
 * how many seconds to try again (Retry-After). The domain rejects with the codes and knows nothing of HTTP.
 */
export const problemCodes = {
  // the request itself
  'invalid-request': { status: 400, title: 'The request does not fit the schema' },
  'invalid-cursor': { status: 400, title: 'The cursor is not one that this API issued' },
  'invalid-precondition': { status: 400, title: 'The If-Match or Min-Position header cannot be read' },
  'invalid-at': { status: 400, title: 'This is no moment of the past' },
  unauthenticated: { status: 401, title: 'Sign in first' },
  forbidden: { status: 403, title: 'You may not do this' },
  'not-found': { status: 404, title: 'There is no such thing, or you may not see it' },
  'precondition-failed': { status: 412, title: 'It was changed meanwhile' },
  'precondition-required': { status: 428, title: 'Say which version you are changing' },
  'idempotency-key-reused': { status: 422, title: 'The Idempotency-Key was used for another request' },
  'too-many-requests': { status: 429, title: 'Too many requests' },
  'unsupported-media-type': { status: 415, title: 'This content type is not accepted' },
  'request-timeout': { status: 408, title: 'The request did not arrive in time' },
  'uri-too-long': { status: 414, title: 'The address is too long' },
  'headers-too-large': { status: 431, title: 'The request headers are too large' },
  'body-too-large': { status: 413, title: 'The request body is too large' },
  // the catalogue
  'environment-not-found': { status: 404, title: 'There is no such environment' },
  'environment-archived': { status: 409, title: 'The environment is archived' },
  // projects
  'project-not-found': { status: 404, title: 'There is no such project' },
  'user-not-found': { status: 404, title: 'There is no such person' },
  'member-not-found': { status: 404, title: 'There is no such member' },
  'last-owner': { status: 409, title: 'A project needs an owner' },
  'repository-not-found': { status: 404, title: 'There is no such repository in this project' },
  'storage-not-found': { status: 404, title: 'There is no such storage in this project' },
  'invalid-repository-url': { status: 422, title: 'This repository address is not accepted' },
  'invalid-directory-name': { status: 422, title: 'This cannot be a directory under /work' },
  'unknown-storage-source': { status: 422, title: 'The administrator offers no such storage' },
  'name-taken': { status: 409, title: 'The name is taken under /work' },
  'already-connected': { status: 409, title: 'It is connected already' },
  // sessions
  'session-not-found': { status: 404, title: 'There is no such session' },
  'no-session': { status: 409, title: 'The project has no session yet' },
  'no-image-yet': { status: 409, title: 'The repository has built no image yet' },
  'unknown-repository': { status: 422, title: 'The project has no such repository' },
  'unknown-storage': { status: 422, title: 'The project has no such storage' },
  'image-not-offered': { status: 409, title: 'This image is not a version of the session’s environment' },
  // launches
  'launch-not-found': { status: 404, title: 'There is no such launch' },
  'environment-in-use': { status: 409, title: 'You already run this environment in this project' },
  'launch-busy': { status: 409, title: 'It is just being paused or stopped', retryAfter: 2 },
  'not-running': { status: 409, title: 'It is not running' },
  'not-paused': { status: 409, title: 'There is nothing to resume' },
  'not-reachable': { status: 409, title: 'It cannot be opened now' },
  // the system
  busy: { status: 409, title: 'Others changed it at the same time', retryAfter: 1 },
  'outcome-unknown': { status: 503, title: 'It is not known whether this happened', retryAfter: 2 },
  'event-store-unavailable': { status: 503, title: 'The event store cannot be reached', retryAfter: 2 },
  'database-unavailable': { status: 503, title: 'The database cannot be reached', retryAfter: 2 },
  'identity-provider-unavailable': { status: 503, title: 'The identity provider cannot be reached', retryAfter: 2 },
  'read-model-behind': { status: 503, title: 'The read models have not come so far yet', retryAfter: 1 },
  'read-model-rebuilding': { status: 503, title: 'This version’s read models are being built', retryAfter: 2 },
  'unreadable-event': { status: 500, title: 'The log holds an event that this version cannot read' },
  internal: { status: 500, title: 'Something went wrong on our side' },
} as const satisfies Record<string, { status: number; title: string; retryAfter?: number }>;

export type ProblemCode = keyof typeof problemCodes;

export const isProblemCode = (code: string): code is ProblemCode => Object.hasOwn(problemCodes, code);
