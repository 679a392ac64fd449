import type { Session } from '../api/schema.js';
import { useEffect } from '../page/use-effect.js';
import { cardId } from './card-id.js';

/** A card that goes elsewhere in the list, since its status changed, takes along whoever has just pressed something in it. */
export const useKeptInView = ({ sessionId, status }: Pick<Session, 'sessionId' | 'status'>): void => {
  useEffect(() => {
    const card = document.getElementById(cardId(sessionId));
    if (card?.contains(document.activeElement) === true) card.scrollIntoView({ block: 'nearest' });
  }, [sessionId, status]);
};
