import { useRef } from 'react';
import type { Launch } from '../api/schema.js';
import { useEffect } from '../page/use-effect.js';
import { newlyReady } from './newly-ready.js';
import { readinessNotices } from './readiness-notices.js';

/** Notifies whoever wants it, and looks elsewhere, of a session that is ready. */
export const useReadinessNotices = (launches: readonly Launch[]): void => {
  const before = useRef(launches);
  useEffect(() => {
    const ready = newlyReady(before.current, launches);
    before.current = launches;
    if (document.hasFocus() || readinessNotices.wish() !== 'wanted') return;
    for (const { launchId, sessionName = 'Your session', projectName = '' } of ready) {
      // of one launch there is one, however many pages show it
      const notice = new Notification(`${sessionName} is ready`, { body: projectName, tag: launchId });
      notice.addEventListener('click', () => window.focus());
    }
  }, [launches]);
};
