import type { LoggedEvent } from '#libs/event-store';

/** An event in a backup: the bytes as they are, numbers that are too large for JSON as text. */
export const lineOfEvent = ({ position, revision, data, metadata, ...event }: LoggedEvent): object => ({
  position: String(position),
  revision: String(revision),
  ...event,
  data: Buffer.from(data).toString('base64'),
  metadata: Buffer.from(metadata).toString('base64'),
});
