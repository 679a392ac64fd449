import type { EventStore, Recorded } from '#libs/event-sourcing';
import { type AuditEvent } from '../audit.events.js';
import { logAnchorsStream } from '../log-anchors.js';

/** All anchors of a log, the oldest first. */
export const anchorsIn = async (log: Pick<EventStore, 'read'>): Promise<readonly Recorded<AuditEvent>[]> =>
  (await log.read(logAnchorsStream)) as Recorded<AuditEvent>[];
