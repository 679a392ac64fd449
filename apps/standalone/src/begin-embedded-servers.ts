import { resolve } from 'node:path';
import { makeDirectory } from '#libs/embedded/data-directory';
import type { Logger } from '#libs/observability';
import { freePort } from '#libs/process';
import type { Settings } from '#libs/settings';
import { type EmbeddedServer, type EmbeddedServers, startEmbeddedServers } from './embedded-servers.js';

/** Embedded servers under way: started before the rest of the program is loaded, which takes as long. */
export interface BegunServers {
  /** Rejects where one cannot start, saying what to do. */
  readonly started: Promise<EmbeddedServers>;
}

const wantedBy = ({ EVENTSTORE_URL, MONGODB_URL }: Settings): EmbeddedServer[] => [
  ...(EVENTSTORE_URL === undefined ? (['eventStore'] as const) : []),
  ...(MONGODB_URL === undefined ? (['documents'] as const) : []),
];

/** Throws, saying what to do, where there can be no such directory or nothing can be written to it. */
const makeDataDirectory = async (dataDir: string): Promise<void> => {
  try {
    await makeDirectory(dataDir);
  } catch (error) {
    const { message: reason } = error as Error;
    throw new Error(
      `The data directory ${resolve(dataDir)} (DATA_DIR) cannot be used: ${reason}. Choose another one.`,
      { cause: error },
    );
  }
};

const portSettings = { eventStore: 'EVENTSTORE_PORT', documents: 'MONGODB_PORT' } as const;

/** Throws PortNotFreeError. */
const freePorts = async (settings: Settings, wanted: readonly EmbeddedServer[]) => {
  const ports: Record<EmbeddedServer, number> = { eventStore: 0, documents: 0 };
  for (const name of wanted) {
    const setting = portSettings[name];
    if (settings[setting] !== 0) ports[name] = await freePort('127.0.0.1', settings[setting], setting);
  }
  return ports;
};

/** One for each store that the settings do not name. */
export const beginEmbeddedServers = async (settings: Settings, logger: Logger): Promise<BegunServers> => {
  const wanted = wantedBy(settings);
  const ports = await freePorts(settings, wanted);
  await makeDataDirectory(settings.DATA_DIR);
  const started = startEmbeddedServers({ dataDir: settings.DATA_DIR, wanted, ports }, logger);
  // whoever needs them is told
  started.catch(() => undefined);
  return { started };
};
