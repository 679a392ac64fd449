import { join } from 'node:path';
import { createLocalRuntimeReader, type SessionRuntimeReader } from '#libs/session-runtime';
import { isLoopback, type Settings } from '#libs/settings';

/** For api and gateway: what runs, on the runtime that the settings name. */
export const createRuntimeReader = (settings: Settings): SessionRuntimeReader =>
  createLocalRuntimeReader({
    dataDir: join(settings.DATA_DIR, 'runtime'),
    listensBeyondLoopback: !isLoopback(settings.HOST),
  });
