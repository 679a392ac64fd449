import { type ReactNode, useRef, useState } from 'react';
import type { Session } from '../api/views.js';
import { statusWords } from '../launches/status-words.js';
import { useEffect } from '../page/use-effect.js';
import { useOpenProject } from '../projects/open-project.js';

const changesIn = (before: readonly Session[], now: readonly Session[]): string[] =>
  now.flatMap(({ sessionId, name, status }) => {
    const was = before.find((session) => session.sessionId === sessionId);
    return status === undefined || was === undefined || was.status === status
      ? []
      : [`${name}: ${statusWords[status]}`];
  });

/** Says to a screen reader what the eye sees change. */
export const Announcement = (): ReactNode => {
  const { sessions } = useOpenProject().data;
  const before = useRef(sessions);
  const [words, setWords] = useState('');
  useEffect(() => {
    const changes = changesIn(before.current, sessions);
    before.current = sessions;
    if (changes.length > 0) setWords(changes.join('. '));
  }, [sessions]);
  return (
    <p role="status" aria-live="polite" className="hidden">
      {words}
    </p>
  );
};
