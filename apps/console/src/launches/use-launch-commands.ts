import { t } from '@lingui/core/macro';
import { useServices } from '../page/services.js';
import { openSession } from './open-session.js';
import { sessionAddress } from './session-address.js';

export interface LaunchCommands {
  readonly open: () => Promise<void>;
  readonly pause: () => Promise<void>;
  readonly keep: () => Promise<void>;
  readonly resume: (configuration?: 'current') => Promise<void>;
  readonly stop: (discard: boolean) => Promise<void>;
  readonly deleteFiles: () => Promise<void>;
}

/** What people can do with a launch of theirs. Each shows its effect, by `refresh`, before it resolves. */
export const useLaunchCommands = (launchId: string | undefined, refresh: () => Promise<void>): LaunchCommands => {
  const { api } = useServices();
  const known = (): string => {
    if (launchId === undefined) throw new Error(t`This session was not launched yet.`);
    return launchId;
  };
  const ofLaunch = (): { path: { launchId: string } } => ({ path: { launchId: known() } });
  const shown = async (command: Promise<unknown>): Promise<void> => {
    await command;
    await refresh();
  };
  return {
    open: () => openSession(() => sessionAddress(api, known())),
    pause: () => shown(api.POST('/api/v1/launches/{launchId}/pause', { params: ofLaunch() })),
    keep: () => shown(api.POST('/api/v1/launches/{launchId}/keep', { params: ofLaunch() })),
    resume: (configuration) =>
      shown(
        api.POST('/api/v1/launches/{launchId}/resume', {
          params: ofLaunch(),
          body: configuration === undefined ? {} : { configuration },
        }),
      ),
    stop: (discard) => shown(api.POST('/api/v1/launches/{launchId}/stop', { params: ofLaunch(), body: { discard } })),
    deleteFiles: () => shown(api.DELETE('/api/v1/launches/{launchId}/files', { params: ofLaunch() })),
  };
};
