import type { Launch, Session } from '../api/views.js';
import { useServices } from '../page/services.js';
import { useOpenProject } from '../projects/open-project.js';
import { openSession } from './open-session.js';

export interface LaunchCommands {
  readonly launch: () => Promise<void>;
  readonly open: () => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly resume: (configuration?: 'current') => Promise<void>;
  readonly stop: (discard: boolean) => Promise<void>;
}

/** What the person can do with their launch of a session. Each shows its effect before it resolves. */
export const useLaunchCommands = (session: Session, launch: Launch | undefined): LaunchCommands => {
  const { api } = useServices();
  const { store } = useOpenProject();
  const ofLaunch = (): string => {
    const launchId = launch?.launchId ?? session.launchId;
    if (launchId === undefined) throw new Error(`“${session.name}” was not launched yet.`);
    return `/launches/${launchId}`;
  };
  const send = async (path: string, body?: object): Promise<void> => {
    await api.send('POST', path, body === undefined ? {} : { body });
    await store.refresh(['sessions', 'launches']);
  };
  return {
    launch: () => send(`/projects/${store.projectId}/sessions/${session.sessionId}/launch`),
    open: () => openSession(async () => (await api.send<{ url: string }>('POST', `${ofLaunch()}/access`)).url),
    pause: () => send(`${ofLaunch()}/pause`),
    resume: (configuration) => send(`${ofLaunch()}/resume`, configuration === undefined ? {} : { configuration }),
    stop: (discard) => send(`${ofLaunch()}/stop`, { discard }),
  };
};
