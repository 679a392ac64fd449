/** Bytes of a request's body, at most. The longest that any route needs is a tenth of this. */
export const BODY_LIMIT = 64 * 1024;
