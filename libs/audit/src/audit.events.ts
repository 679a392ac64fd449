import { z } from 'zod';
import { type EventsOf, eventFamily, eventSchema } from '#libs/event-sourcing';

/**
 * Stream `log-anchors`. It says of itself all that it was made of, so that a later program, which knows more kinds of streams, folds the same
 * events again.
 */
export const auditEvents = eventFamily('log-anchors', {
  LogAnchored: eventSchema(
    'All events up to a position are held fast: a hash chained over them, signed, tells whether any was altered since.',
    {
      /** The id of the log. */
      log: z.string(),
      /** Of the last event that is in the chain; decimal. */
      position: z.string().regex(/^\d{1,20}$/, 'must be a decimal number'),
      /** How many are in it since the beginning of the log. */
      events: z.int(),
      /** The last hash, hexadecimal. */
      head: z.string(),
      /** What the names begin with of the streams whose events since the anchor before are in it. */
      streams: z.array(z.string()),
      keyId: z.string(),
      /** Ed25519, hexadecimal, over what docs/export.md says. */
      signature: z.string(),
    },
  ),
});

export type AuditEvent = EventsOf<typeof auditEvents>;
