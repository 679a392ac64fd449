import { useCallback, useState } from 'react';
import { Problem } from '../api/problem.js';

/** Something as it was read, with what a later change of it has to name. */
export interface Seen<Thing> {
  readonly thing: Thing;
  readonly etag: string;
}

export interface Revision<Thing> {
  /** What the change is made on. */
  readonly seen: Seen<Thing>;
  /** What it was changed to by somebody else meanwhile. */
  readonly newer: Seen<Thing> | undefined;
  /** `send` gets the etag to name. Resolves to whether it was saved. */
  readonly save: (send: (etag: string) => Promise<void>) => Promise<boolean>;
  /** Goes on from what it is now. */
  readonly goOnFrom: (now: Seen<Thing>) => void;
}

/** A change of what others may change at the same time: where they did, nothing is saved until it is wanted in spite of that. */
export const useRevision = <Thing>(first: Seen<Thing>, read: () => Promise<Seen<Thing>>): Revision<Thing> => {
  const [seen, setSeen] = useState(first);
  const [newer, setNewer] = useState<Seen<Thing>>();
  const goOnFrom = useCallback((now: Seen<Thing>): void => {
    setSeen(now);
    setNewer(undefined);
  }, []);
  return {
    seen,
    newer,
    save: async (send) => {
      try {
        await send((newer ?? seen).etag);
        return true;
      } catch (error) {
        if (!(error instanceof Problem) || error.status !== 412) throw error;
        setNewer(await read());
        return false;
      }
    },
    goOnFrom,
  };
};
