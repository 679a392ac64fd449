import { type DynamicModule, Module } from '@nestjs/common';
import { ProcessModule } from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import type { BegunServers } from './begin-embedded-servers.js';
import { EmbeddedServersModule } from './embedded-servers.module.js';
import { LocalOpenIdProviderModule } from './local-openid-provider/local-openid-provider.module.js';
import { StoresServerModule } from './stores-server.module.js';

/** The embedded servers, and the local OpenID provider, for parts that run as processes of their own on this machine. */
@Module({})
export class StoresProcessModule {
  /** `origin`: where its operations, and the provider, will be served. */
  static of(context: ProcessContext, origin: string, servers: BegunServers): DynamicModule {
    return {
      module: StoresProcessModule,
      imports: [
        ProcessModule.of(context),
        EmbeddedServersModule.of(servers),
        LocalOpenIdProviderModule.forConsolesOfThisMachine(origin),
        StoresServerModule,
      ],
    };
  }
}
