import type { RedeemedTicketRow, UserDirectoryRow } from '#libs/access';
import { domainEvents, domainProjections } from '#libs/domain';
import { CachingReadModels, CommandExecutor, projectorLeaseName, StreamStates } from '#libs/event-sourcing';
import { LogHub } from '#libs/history';
import { type Logger, logTo, Metrics } from '#libs/observability';
import type { Settings } from '#libs/settings';
import { createApi } from '../../api/src/create-api.js';
import { LiveGateway } from '../../api/src/live/live.gateway.js';
import { startWorker } from '../../worker/src/start-worker.js';
import { Closing } from './closing.js';
import { connectStores } from './connect-stores.js';
import { createRuntime } from './create-runtime.js';
import { createRuntimeReader } from './create-runtime-reader.js';
import { freePort } from './free-port.js';
import { createIdentity } from './identity.js';
import { limitsOf } from './limits.js';
import { makeDataDirectory } from './make-data-directory.js';
import { openGateway } from './open-gateway.js';
import { openStores } from './open-stores.js';
import { readinessChecks } from './readiness-checks.js';
import { seedCatalogue } from './seed-catalogue.js';
import { removeAddresses, writeAddresses } from './standalone-addresses.js';
import { untilReadable } from './until-readable.js';

export interface Standalone {
  readonly url: string;
  close(): Promise<void>;
}

const VERSION = process.env['npm_package_version'] ?? '0.1.0';
const DRAIN_MS = 2000;

/**
 * Everything in one process: stores (embedded where the settings name none), worker, gateway, API. Resolves when all of it
 * answers. `signal` gives up waiting for stores that are down.
 */
export const startStandalone = async (settings: Settings, logger: Logger, signal: AbortSignal): Promise<Standalone> => {
  const closing = new Closing((name, error) =>
    logger.error({ part: 'standalone', err: error }, `${name} did not close`),
  );
  try {
    return await open(settings, logger, signal, closing);
  } catch (error) {
    await closing.close();
    throw error;
  }
};

const open = async (settings: Settings, logger: Logger, signal: AbortSignal, closing: Closing): Promise<Standalone> => {
  const { HOST: host, DATA_DIR: dataDir } = settings;
  const runtime = createRuntime(settings, logger);
  closing.add('runtime', () => runtime.close());
  const runtimeReader = createRuntimeReader(settings);
  const port = await freePort(host, settings.PORT, 'PORT');
  const origin = `http://${host}:${port}`;
  const sessionsPort = await freePort(
    host,
    settings.SESSIONS_PORT ?? (settings.PORT === 0 ? 0 : port + 1),
    'SESSIONS_PORT',
  );
  await makeDataDirectory(dataDir);

  const stores = await openStores(settings, logger);
  closing.add('stores', () => stores.close());
  const registry = domainEvents();
  const { eventStore, database } = await connectStores(stores, registry, settings, logger, signal);
  closing.add('event store client', () => eventStore.close());
  closing.add('database client', () => database.close());
  const states = new StreamStates(eventStore);
  const hub = new LogHub({ store: eventStore, log: logger });
  hub.attach((event) => states.take(event));
  hub.start();
  closing.add('live feed', () => hub.close());
  // what the log tells live makes answers from memory as true as answers from the database
  const readModels = new CachingReadModels({
    readModels: database.readModels,
    follower: hub,
    projections: domainProjections,
  });

  const identity = await createIdentity({
    settings,
    origin,
    people: database.collection<UserDirectoryRow>('users'),
    logger,
  });
  closing.add('identity', () => identity.close());
  const redeemed = database.collection<RedeemedTicketRow>('redeemed-tickets');
  const { gateway, wayIn } = await openGateway({
    settings,
    port: sessionsPort,
    consoleUrl: origin,
    readModels,
    runtime: runtimeReader,
    redeemed,
    logger,
  });
  closing.add('gateway', () => gateway.close({ drainMs: DRAIN_MS }));

  await seedCatalogue(new CommandExecutor(states, registry));
  const worker = startWorker({
    eventStore,
    registry,
    readModels: database.readModels,
    projectionStore: database.projectionStore,
    projectorLease: database.lease(projectorLeaseName(domainProjections)),
    sagaLease: database.lease('launch-saga'),
    runtime,
    probe: (run) => gateway.probe(run),
    limits: limitsOf(settings),
    log: logger,
  });
  closing.add('worker', () => worker.stop());
  const metrics = new Metrics();
  const { projector } = worker;
  metrics.gauge('projector_position', 'Position in the log that every live read model has seen', () =>
    Number(projector.status().position),
  );
  metrics.gauge('projector_events_total', 'Events projected by this process', () => projector.status().events);
  const { projectionStore } = database;
  const checks = readinessChecks({ eventStore, ping: () => database.ping(), hub, projectionStore, projector });
  const app = await createApi(
    {
      eventStore,
      states,
      registry,
      readModels,
      hub,
      authenticator: identity.authenticator,
      directory: identity.directory,
      runtime: runtimeReader,
      wayIn,
      launchLimits: limitsOf(settings),
      operations: { version: VERSION, metrics, checks },
      report: (error, traceId) => logger.error({ part: 'api', traceId, err: error }, 'request failed'),
      signIn: identity.signIn,
      consoleDir: new URL('../../../console', import.meta.url).pathname,
      mount: identity.mount,
    },
    logger,
  );
  closing.add('api', () => app.close());
  const live = app.get(LiveGateway);
  metrics.gauge('live_connections', 'Open socket.io connections', () => live.connections);
  await untilReadable(database.readModels);
  await app.listen(port, host);
  await writeAddresses(dataDir, {
    api: origin,
    eventStore: stores.eventStoreUrl,
    mongodb: stores.mongodbUrl,
    mongodbDatabase: settings.MONGODB_DATABASE,
  });
  closing.add('addresses', () => removeAddresses(dataDir));
  logTo(logger, 'standalone')({ level: 'info', msg: 'started', url: origin, sessionsPort });
  return { url: origin, close: () => closing.close() };
};
