import { useState } from 'react';
import { useEffect } from '../page/use-effect.js';

/** So long after the last key. */
const TYPING_MS = 250;

/** What is typed, once whoever types pauses. */
export const useSettled = (typed: string): string => {
  const [settled, setSettled] = useState(typed);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(typed), TYPING_MS);
    return () => clearTimeout(timer);
  }, [typed]);
  return settled;
};
