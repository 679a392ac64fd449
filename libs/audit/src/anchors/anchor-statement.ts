import type { LogAnchor } from '../log-anchors.js';

/** What the signature of an anchor is over. It says what it is, so that no other signature of the same key is one. */
export const anchorStatement = ({
  log,
  position,
  events,
  head,
  streams,
  keyId,
}: Omit<LogAnchor, 'signature'>): string =>
  JSON.stringify({ format: 'renku-sessions-log-anchor', log, position, events, head, streams, keyId });
