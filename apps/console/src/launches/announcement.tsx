import { type ReactNode, useRef, useState } from 'react';
import { useEffect } from '../page/use-effect.js';
import { type Shown, statusChanges } from './status-changes.js';

/** Says to a screen reader what the eye sees change. */
export const Announcement = ({ of: shown }: { readonly of: readonly Shown[] }): ReactNode => {
  const before = useRef(shown);
  const [words, setWords] = useState('');
  useEffect(() => {
    const changes = statusChanges(before.current, shown);
    before.current = shown;
    if (changes.length > 0) setWords(changes.join('. '));
  }, [shown]);
  return (
    <p role="status" aria-live="polite" className="hidden">
      {words}
    </p>
  );
};
