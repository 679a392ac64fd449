import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { InvalidTokenError } from '#libs/access';
import { domainEvents } from '#libs/domain';
import { createMemoryEventStore, MemoryProjectionStore } from '#libs/event-sourcing/testing';
import { createLogger } from '#libs/observability';
import { type BackingServices, DATABASE } from '#libs/platform';
import { BEARER_AUTHENTICATOR, type BearerAuthenticator } from '#libs/rest';
import { readSettings } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { apiAdapter } from './api-adapter.js';
import { ApiProcessModule } from './api-process.module.js';
import { configureApi } from './configure-api.js';

/** A database that nobody asks for documents: it has none. */
const database = {
  projectionStore: new MemoryProjectionStore(),
  ping: () => Promise.resolve(),
  collection: () => ({ createIndex: () => Promise.resolve() }),
  close: () => Promise.resolve(),
};

const services: BackingServices = {
  eventStoreUrl: 'esdb://unused',
  mongodbUrl: 'mongodb://unused',
  mongodbDatabase: 'unused',
  issuer: 'http://127.0.0.1/oidc',
  isLocalIssuer: true,
  areOurs: false,
};

/** Knows one token: `token`. */
const authenticator: BearerAuthenticator = {
  forget: () => undefined,
  authenticate: (token) =>
    token === 'token'
      ? Promise.resolve({
          userId: 'somebody',
          displayName: 'Somebody',
          roles: new Set<never>(),
          expiresAt: new Date(Date.now() + 3_600_000),
        })
      : Promise.reject(new InvalidTokenError('malformed')),
};

/** The API's HTTP side over a log in memory and no database; not yet initialised. Whoever makes it closes it. */
export const apiForTest = async (own: Readonly<Record<string, string>> = {}): Promise<NestFastifyApplication> => {
  const settings = readSettings({ SESSION_RUNTIME: 'local', IMAGE_CHECK: 'off', SHUTDOWN_DELAY: '0', ...own }, 'api');
  const context = { settings, logger: createLogger('fatal'), ending: new AbortController().signal };
  const module = await Test.createTestingModule({ imports: [ApiProcessModule.of(context, services)] })
    .overrideProvider(EVENT_STORE)
    .useValue(createMemoryEventStore(domainEvents()))
    .overrideProvider(DATABASE)
    .useValue(database)
    .overrideProvider(BEARER_AUTHENTICATOR)
    .useValue(authenticator)
    .compile();
  const app = module.createNestApplication<NestFastifyApplication>(apiAdapter(settings), { bodyParser: false });
  await configureApi(app);
  return app;
};
