import { useCallback, useState } from 'react';
import type { OpenOffer, UndoOffer } from '../page/undo-toast.js';

interface UndoOffers {
  readonly offers: readonly OpenOffer[];
  readonly offerUndo: (offer: UndoOffer) => void;
  readonly endOffer: (id: string) => void;
}

/** The oldest first. */
export const useUndoOffers = (): UndoOffers => {
  const [offers, setOffers] = useState<readonly OpenOffer[]>([]);
  const offerUndo = useCallback(
    (offer: UndoOffer) => setOffers((open) => [...open, { ...offer, id: crypto.randomUUID() }]),
    [],
  );
  const endOffer = useCallback((over: string) => setOffers((open) => open.filter(({ id }) => id !== over)), []);
  return { offers, offerUndo, endOffer };
};
