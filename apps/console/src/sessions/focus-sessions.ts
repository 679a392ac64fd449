import { focusOnceDrawn } from '../page/focus-once-drawn.js';

/** Once the list is drawn anew: what had the focus is gone, and a keyboard goes on from the list's heading. */
export const focusSessions = (): void => focusOnceDrawn('sessions');

export const cardId = (sessionId: string): string => `session-${sessionId}`;

/** A session that has come to the list. */
export const focusSession = (sessionId: string): void => focusOnceDrawn(cardId(sessionId));
