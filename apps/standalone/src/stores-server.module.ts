import { Module } from '@nestjs/common';
import { Operations, OperationsServer } from '#libs/observability';
import { SETTINGS, type Settings } from '#libs/settings';
import type { LocalOpenIdProvider } from './local-openid-provider/local-openid-provider.js';
import { LOCAL_OPENID_PROVIDER } from './local-openid-provider/local-openid-provider.module.js';

const server = {
  provide: OperationsServer,
  inject: [Operations, SETTINGS, LOCAL_OPENID_PROVIDER],
  useFactory: (
    operations: Operations,
    { HOST: host, OPERATIONS_PORT: port }: Settings,
    provider: LocalOpenIdProvider | undefined,
  ) =>
    new OperationsServer({
      operations,
      host,
      port,
      others: (request, response) => {
        if (provider === undefined || request.url?.startsWith(`${provider.mountPath}/`) !== true) return false;
        provider.handler(request, response);
        return true;
      },
    }),
};

/** Operations, and the local OpenID provider, at one port. */
@Module({ providers: [server], exports: [server] })
export class StoresServerModule {}
