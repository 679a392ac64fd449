import { randomUUID } from 'node:crypto';
import { Inject, Module, type OnApplicationShutdown, type OnModuleInit } from '@nestjs/common';
import { domainProjections } from '#libs/domain';
import { Health, LOGGER, type Logger, Metrics } from '#libs/observability';
import { connectReadModels, type ReadModelsConnection } from '#libs/read-models';
import { openAddress, withoutPassword } from '#libs/settings';
import { measuredLeases } from '../measuring/measured-leases.js';
import { ENDING } from '../process/process.module.js';
import { untilReachable } from '../process/until-reachable.js';
import { BACKING_SERVICES, type BackingServices } from './backing-services.js';

/** `@Inject(DATABASE) database: ReadModelsConnection`. */
export const DATABASE = Symbol('Database');

const provider = {
  provide: DATABASE,
  inject: [BACKING_SERVICES, LOGGER, Metrics],
  useFactory: (services: BackingServices, log: Logger, metrics: Metrics): ReadModelsConnection => {
    const database = openAddress('MONGODB_URL', services.mongodbUrl, (url) =>
      connectReadModels({
        url,
        databaseName: services.mongodbDatabase,
        projections: domainProjections,
        owner: services.areOurs ? 'standalone' : randomUUID(),
        endsWithUs: services.areOurs,
        log,
      }),
    );
    return measuredLeases(database, metrics);
  },
};

/** The database: waited for at the start, closed at the end. Needs BACKING_SERVICES from a global module. */
@Module({ providers: [provider], exports: [provider] })
export class ReadModelsModule implements OnModuleInit, OnApplicationShutdown {
  constructor(
    @Inject(DATABASE) private readonly database: ReadModelsConnection,
    @Inject(BACKING_SERVICES) private readonly services: BackingServices,
    @Inject(LOGGER) private readonly logger: Logger,
    @Inject(ENDING) private readonly ending: AbortSignal,
    health: Health,
  ) {
    health.add({
      name: 'database',
      advice: 'see that the database at MONGODB_URL runs and can be reached',
      check: () => database.ping().then(() => ({ status: 'up' })),
    });
  }

  async onModuleInit(): Promise<void> {
    const { logger, ending } = this;
    const what = `the database at ${withoutPassword(this.services.mongodbUrl)} (MONGODB_URL)`;
    await untilReachable({ what, logger, ending }, () => this.database.ping());
  }

  onApplicationShutdown(): Promise<void> {
    return this.database.close();
  }
}
