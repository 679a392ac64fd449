import type { Launch, Session } from '../api/schema.js';
import { type LaunchCommands, useLaunchCommands } from '../launches/use-launch-commands.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';

interface SessionCommands extends LaunchCommands {
  readonly launch: () => Promise<void>;
}

/** What the person can do with a session of the open project, and with their launch of it. */
export const useCommandsOfSession = (session: Session, launch: Launch | undefined): SessionCommands => {
  const { api } = useServices();
  const { projectId, refresh } = useOpenProject();
  const { sessionId } = session;
  const shown = (): Promise<void> => refresh(['sessions', 'launches']);
  return {
    ...useLaunchCommands(launch?.launchId ?? session.launchId, shown),
    launch: async () => {
      const params = { path: { projectId, sessionId } };
      await api.POST('/api/v1/projects/{projectId}/sessions/{sessionId}/launch', { params });
      await shown();
    },
  };
};
