import { useCallback, useMemo, useState } from 'react';
import type { Services } from '../page/services.js';

type Go = () => void;

interface Leaving extends Pick<Services, 'unsaved' | 'leave'> {
  /** How one would leave, while one is asked whether to. */
  readonly heldUp: Go | undefined;
  readonly stay: () => void;
}

/** What keeps one from losing what one typed by leaving its page. */
export const useLeaving = (): Leaving => {
  const unsaved = useMemo(() => new Set<string>(), []);
  const [heldUp, setHeldUp] = useState<Go>();
  const leave = useCallback((go: Go) => (unsaved.size === 0 ? go() : setHeldUp(() => go)), [unsaved]);
  const stay = useCallback(() => setHeldUp(undefined), []);
  return { unsaved, heldUp, leave, stay };
};
