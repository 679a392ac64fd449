import { Command, type DataOf, type Decide, nothing } from '#libs/event-sourcing';
import type { AuditEvent } from '../audit.events.js';
import type { LogAnchor } from '../log-anchors.js';

export class AnchorLog extends Command<{
  /** Where the one before it is, whose chain it goes on with; undefined: it is the first. */
  readonly after: string | undefined;
  readonly anchor: LogAnchor;
}> {}

/** Of two workers that go on from the same anchor one is right: the other's would be beside the chain. */
export const anchorLog: Decide<DataOf<AnchorLog>, LogAnchor | undefined, AuditEvent> = ({ after, anchor }, newest) =>
  newest?.position === after && newest?.events !== anchor.events ? [{ type: 'LogAnchored', data: anchor }] : nothing;
