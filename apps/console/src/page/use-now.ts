import { useState } from 'react';
import { useEffect } from './use-effect.js';

/** The time, looked at again every so often while it is shown. */
export const useNow = (everyMs: number): Date => {
  const [now, setNow] = useState(() => new Date());
  useEffect(() => {
    const ticking = setInterval(() => setNow(new Date()), everyMs);
    return () => clearInterval(ticking);
  }, [everyMs]);
  return now;
};
