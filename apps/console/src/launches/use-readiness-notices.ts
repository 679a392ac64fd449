import { t } from '@lingui/core/macro';
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
    for (const { launchId, sessionName, projectName = '' } of ready) {
      const title = sessionName === undefined ? t`Your session is ready` : t`${sessionName} is ready`;
      // of one launch there is one, however many pages show it
      const notice = new Notification(title, { body: projectName, tag: launchId });
      notice.addEventListener('click', () => window.focus());
    }
  }, [launches]);
};
