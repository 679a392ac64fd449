import type { ProcessContext } from '#libs/process';
import { type RunningStores, readRunningStores, runningStoresFile, type Settings } from '#libs/settings';
import { untilReachable } from '../process/until-reachable.js';
import type { BackingServices } from './backing-services.js';

const LOOK_MS = 500;

const named = (settings: Settings): BackingServices | undefined => {
  const { EVENTSTORE_URL: eventStoreUrl, MONGODB_URL: mongodbUrl, MONGODB_DATABASE: mongodbDatabase } = settings;
  if (eventStoreUrl === undefined || mongodbUrl === undefined) return undefined;
  const issuer = settings.OIDC_ISSUER ?? '';
  return { eventStoreUrl, mongodbUrl, mongodbDatabase, issuer, isLocalIssuer: false, areOurs: false };
};

const found = ({ OIDC_ISSUER }: Settings, running: RunningStores): BackingServices => ({
  eventStoreUrl: running.eventStore,
  mongodbUrl: running.mongodb,
  mongodbDatabase: running.mongodbDatabase,
  issuer: OIDC_ISSUER ?? running.issuer ?? '',
  isLocalIssuer: OIDC_ISSUER === undefined,
  areOurs: false,
});

/**
 * For a part that runs beside others: the services that the settings name, else those that run on the same data directory, which
 * are waited for. Rejects with the signal's reason when the process is told to end meanwhile.
 */
export const findBackingServices = async ({ settings, logger, ending }: ProcessContext): Promise<BackingServices> => {
  const byName = named(settings);
  if (byName !== undefined) return byName;
  const file = runningStoresFile(settings.DATA_DIR);
  const what = `the stores of DATA_DIR=${settings.DATA_DIR} (npm run start:stores), or EVENTSTORE_URL and MONGODB_URL`;
  return untilReachable({ what, logger, ending, retryMs: LOOK_MS }, async () => {
    const running = await readRunningStores(settings.DATA_DIR);
    if (running === undefined) throw new Error(`there is no ${file}`);
    return found(settings, running);
  });
};
