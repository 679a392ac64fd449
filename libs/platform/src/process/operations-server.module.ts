import { Global, Module } from '@nestjs/common';
import { Operations, OperationsServer } from '#libs/observability';
import { SETTINGS, type Settings } from '#libs/settings';

const provider = {
  provide: OperationsServer,
  inject: [Operations, SETTINGS],
  useFactory: (operations: Operations, { HOST: host, OPERATIONS_PORT: port }: Settings) =>
    new OperationsServer({ operations, host, port }),
};

/** Operations at a port of their own, for a process without the API. Global, hence open from first to last. */
@Global()
@Module({ providers: [provider], exports: [provider] })
export class OperationsServerModule {}
