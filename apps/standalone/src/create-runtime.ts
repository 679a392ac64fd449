import { join } from 'node:path';
import type { Logger } from '#libs/observability';
import { createLocalRuntime, type SessionRuntime } from '#libs/session-runtime';
import { isLoopback, type Settings } from '#libs/settings';

/** The runtime that the settings name, for the process that changes what runs. */
export const createRuntime = (settings: Settings, logger: Logger): SessionRuntime => {
  if (settings.SESSION_RUNTIME === 'kubernetes')
    throw new Error(
      'SESSION_RUNTIME=kubernetes is not in this version yet: use SESSION_RUNTIME=local, on a machine of your own.',
    );
  return createLocalRuntime({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    listensBeyondLoopback: !isLoopback(settings.HOST),
    jupyter: settings.JUPYTER_LAB,
    log: (event, fields) => logger['error' in fields ? 'error' : 'info']({ part: 'local-runtime', ...fields }, event),
  });
};
