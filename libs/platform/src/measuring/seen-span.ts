import type { Recorded } from '#libs/event-sourcing';
import type { Tracing } from '#libs/observability';

type Span = Parameters<Tracing['record']>[0];

/** That somebody who follows the log has dealt with an event. */
export const seenSpan = (
  who: string,
  { type, id, metadata }: Recorded,
  times: Pick<Span, 'startedAt' | 'endedAt'>,
): Span => ({ name: `${who} ${type}`, correlationId: metadata.$correlationId, causeId: id, ...times });
