import { useCallback, useState } from 'react';
import type { Services } from '../page/services.js';

type Go = () => void;

interface Leaving extends Pick<Services, 'leave'> {
  /** How one would leave, while one is asked whether to. */
  readonly heldUp: Go | undefined;
  readonly stay: () => void;
}

/** What keeps one from losing what one typed by leaving its page. */
export const useLeaving = ({ unsaved }: Pick<Services, 'unsaved'>): Leaving => {
  const [heldUp, setHeldUp] = useState<Go>();
  const leave = useCallback((go: Go) => (unsaved.size === 0 ? go() : setHeldUp(() => go)), [unsaved]);
  const stay = useCallback(() => setHeldUp(undefined), []);
  return { heldUp, leave, stay };
};
