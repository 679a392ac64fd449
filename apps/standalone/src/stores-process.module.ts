import { type DynamicModule, Module } from '@nestjs/common';
import { type ProcessContext, ProcessModule } from '#libs/platform';
import { EmbeddedServersModule } from './embedded-servers.module.js';
import { LocalOpenIdProviderModule } from './local-openid-provider/local-openid-provider.module.js';
import { StoresServerModule } from './stores-server.module.js';

/** The embedded servers, and the local OpenID provider, for parts that run as processes of their own on this machine. */
@Module({})
export class StoresProcessModule {
  /** `origin`: where its operations, and the provider, will be served. */
  static of(context: ProcessContext, origin: string): DynamicModule {
    return {
      module: StoresProcessModule,
      imports: [
        ProcessModule.of(context),
        EmbeddedServersModule,
        LocalOpenIdProviderModule.forConsolesOfThisMachine(origin),
        StoresServerModule,
      ],
    };
  }
}
