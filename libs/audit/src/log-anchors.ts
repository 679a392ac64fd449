import type { Evolver } from '#libs/event-sourcing';
import type { AuditEvent } from './audit.events.js';

export const logAnchorsStream = 'log-anchors';

/** How far the log is held fast, and what that says. */
export type LogAnchor = AuditEvent['data'];

/** The newest one; undefined: there is none yet. */
export const logAnchors: Evolver<LogAnchor | undefined, AuditEvent> = {
  initial: undefined,
  evolve: { LogAnchored: (_, { data }) => data },
};
