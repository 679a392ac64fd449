import type { LogMessage } from './event-store.js';

/** How far whoever has this message has come in the log; undefined where it says nothing of that. */
export const positionOf = (message: LogMessage): bigint | undefined => {
  if (message.kind === 'caughtUp') return undefined;
  return message.kind === 'event' ? message.event.position : message.position;
};
