import { useCallback } from 'react';
import type { Session } from '../api/views.js';
import { useRequest } from '../page/use-request.js';
import { useOpenProject } from '../projects/open-project.js';

interface Now {
  readonly session: Session | undefined;
  /** It is not there any more. */
  readonly isGone: boolean;
}

/** A session of the project as it is now, also one that is not among those that are shown. */
export const useSessionNow = (sessionId: string): Now => {
  const { data, store } = useOpenProject();
  const shown = data.sessions.find((session) => session.sessionId === sessionId);
  const isShown = shown !== undefined;
  const read = useCallback(async (): Promise<Now> => {
    const session = isShown ? undefined : await store.readSession(sessionId);
    return { session, isGone: !isShown && session === undefined };
  }, [store, sessionId, isShown]);
  const { answer } = useRequest(read);
  return isShown ? { session: shown, isGone: false } : (answer ?? { session: undefined, isGone: false });
};
