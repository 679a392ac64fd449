import { Global, Module } from '@nestjs/common';
import { LOGGER, type Logger } from '#libs/observability';
import { type RunningStores, readRunningStores, runningStoresFile, SETTINGS, type Settings } from '#libs/settings';
import { ENDING } from '../process/process.module.js';
import { untilReachable } from '../process/until-reachable.js';
import { BACKING_SERVICES, type BackingServices } from './backing-services.js';

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

/** Those that the settings name, else those that run on the same data directory, which are waited for. */
const find = async (settings: Settings, logger: Logger, ending: AbortSignal): Promise<BackingServices> => {
  const byName = named(settings);
  if (byName !== undefined) return byName;
  const file = runningStoresFile(settings.DATA_DIR);
  const what = `the stores of DATA_DIR=${settings.DATA_DIR} (npm run start:stores), or EVENTSTORE_URL and MONGODB_URL`;
  return untilReachable({ what, logger, ending, retryMs: 500 }, async () => {
    const running = await readRunningStores(settings.DATA_DIR);
    if (running === undefined) throw new Error(`there is no ${file}`);
    return found(settings, running);
  });
};

const provider = { provide: BACKING_SERVICES, inject: [SETTINGS, LOGGER, ENDING], useFactory: find };

/** For a part that runs beside others: the stores are other processes. */
@Global()
@Module({ providers: [provider], exports: [provider] })
export class BackingServicesModule {}
