import type { LogMessage } from './event-store.js';

/** How far whoever has this message has come in the log; undefined where it says nothing of that. */
export const positionOf = (message: LogMessage): bigint | undefined => {
  switch (message.kind) {
    case 'event':
      return message.event.position;
    case 'unreadable':
      return message.error.event.position;
    case 'checkpoint':
      return message.position;
    case 'caughtUp':
      return undefined;
  }
};
