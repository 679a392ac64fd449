import type { Session } from '../api/schema.js';
import { useOpenProject } from '../projects/open-project.js';
import { everySession } from '../projects/sessions-wish.js';

/** Has a session shown that may be one of many: then it is looked for by its name. */
export const useShowSession = (): ((session: Pick<Session, 'sessionId' | 'name'>) => void) => {
  const { data, find } = useOpenProject();
  return ({ sessionId, name }) => {
    if (!data.sessions.some((session) => session.sessionId === sessionId)) find({ ...everySession, query: name });
  };
};
