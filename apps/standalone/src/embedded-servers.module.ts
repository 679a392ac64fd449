import {
  type DynamicModule,
  Inject,
  Module,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { BACKING_SERVICES, type BackingServices } from '#libs/platform';
import { removeRunningStores, SETTINGS, type Settings, writeRunningStores } from '#libs/settings';
import type { BegunServers } from './begin-embedded-servers.js';
import type { EmbeddedServers } from './embedded-servers.js';
import { LOCAL_ISSUER } from './local-openid-provider/local-openid-provider.module.js';

const EMBEDDED_SERVERS = Symbol('EmbeddedServers');

const backingServices = {
  provide: BACKING_SERVICES,
  inject: [SETTINGS, EMBEDDED_SERVERS, LOCAL_ISSUER],
  useFactory: (settings: Settings, { urls }: EmbeddedServers, localIssuer: string): BackingServices => ({
    eventStoreUrl: settings.EVENTSTORE_URL ?? urls.eventStore ?? '',
    mongodbUrl: settings.MONGODB_URL ?? urls.documents ?? '',
    mongodbDatabase: settings.MONGODB_DATABASE,
    issuer: settings.OIDC_ISSUER ?? localIssuer,
    isLocalIssuer: settings.OIDC_ISSUER === undefined,
    areOurs: settings.MONGODB_URL === undefined,
  }),
};

/**
 * The stores that the settings name, and an embedded server for each that they do not. Global, hence opened before everything
 * that stands on them and closed after it. Other processes find them by the data directory.
 */
@Module({})
export class EmbeddedServersModule implements OnApplicationBootstrap, OnApplicationShutdown {
  constructor(
    @Inject(EMBEDDED_SERVERS) private readonly embedded: EmbeddedServers,
    @Inject(BACKING_SERVICES) private readonly services: BackingServices,
    @Inject(SETTINGS) private readonly settings: Settings,
  ) {}

  static of({ started }: BegunServers): DynamicModule {
    const servers = { provide: EMBEDDED_SERVERS, useFactory: () => started };
    return {
      module: EmbeddedServersModule,
      global: true,
      providers: [servers, backingServices],
      exports: [backingServices],
    };
  }

  async onApplicationBootstrap(): Promise<void> {
    const { eventStoreUrl, mongodbUrl, mongodbDatabase, issuer, isLocalIssuer } = this.services;
    await writeRunningStores(this.settings.DATA_DIR, {
      eventStore: eventStoreUrl,
      mongodb: mongodbUrl,
      mongodbDatabase,
      ...(isLocalIssuer ? { issuer } : {}),
    });
  }

  async onApplicationShutdown(): Promise<void> {
    await removeRunningStores(this.settings.DATA_DIR);
    await this.embedded.close();
  }
}
