import { useState } from 'react';
import { useEffect } from './use-effect.js';

/** So long after the last key. */
const TYPING_MS = 250;

/** What is typed, once whoever types pauses. */
export const useSettled = (typed: string, pauseMs = TYPING_MS): string => {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), pauseMs);
    return () => clearTimeout(timer);
  }, [typed, pauseMs]);
  return settled;
};
