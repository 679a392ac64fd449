import { focusOnceDrawn } from '../page/focus-once-drawn.js';
import { cardId } from './card-id.js';

/** A session that has come to the list. */
export const focusSession = (sessionId: string): void => focusOnceDrawn(cardId(sessionId));
