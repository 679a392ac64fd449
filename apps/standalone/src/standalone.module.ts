import { type DynamicModule, Module } from '@nestjs/common';
import { CachedReadModelsModule, ProcessModule, StoresModule } from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import { ApiModule } from '../../api/src/api.module.js';
import { GatewayModule } from '../../gateway/src/gateway.module.js';
import { WorkerModule } from '../../worker/src/worker.module.js';
import type { BegunServers } from './begin-embedded-servers.js';
import { EmbeddedServersModule } from './embedded-servers.module.js';
import { LocalOpenIdProviderModule } from './local-openid-provider/local-openid-provider.module.js';

/** Everything in one process. */
@Module({})
export class StandaloneModule {
  /** `origin`: where the API will listen. */
  static of(context: ProcessContext, origin: string, servers: BegunServers): DynamicModule {
    return {
      module: StandaloneModule,
      imports: [
        ProcessModule.of(context),
        EmbeddedServersModule.of(servers),
        LocalOpenIdProviderModule.besideConsole(origin),
        StoresModule,
        CachedReadModelsModule,
        ApiModule,
        WorkerModule,
        GatewayModule,
      ],
    };
  }
}
