import { useEffect } from '../page/use-effect.js';
import { useOpenProject } from '../projects/open-project.js';
import { focusSession } from './focus-sessions.js';

/** Shows the session that the address names, and goes to it; one that was removed is not there, which the list shows. */
export const useGoToSession = (sessionId: string | undefined): void => {
  const { store } = useOpenProject();
  useEffect(() => {
    if (sessionId === undefined) return undefined;
    let isCurrent = true;
    const go = async (): Promise<void> => {
      const session = await store.readSession(sessionId);
      if (!isCurrent || session === undefined) return;
      await store.showSession(session);
      focusSession(sessionId);
    };
    // what cannot be read now, the page itself says
    go().catch(() => undefined);
    return () => {
      isCurrent = false;
    };
  }, [store, sessionId]);
};
