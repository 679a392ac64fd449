import type { Recorded } from '#libs/event-sourcing';
import type { LaunchEvent } from './launch.events.js';
import type { LaunchState } from './launch.js';

/** What happened to a launch, for its user to read. */
export interface TimelineEntry {
  readonly at: string;
  readonly type: LaunchEvent['type'];
  /** A user's id, or `system:<part>`. */
  readonly by: string;
  readonly detail?: string | undefined;
}

/** Of a launch that is started and paused for years, only the newer part is shown; the log keeps all. */
const TIMELINE_LENGTH = 200;

/** The timeline with one entry more. */
export const noted = (state: LaunchState, event: Recorded<LaunchEvent>, detail?: string): TimelineEntry[] => [
  ...(state?.timeline ?? []).slice(1 - TIMELINE_LENGTH),
  { at: event.at, type: event.type, by: event.metadata.actor, detail },
];
