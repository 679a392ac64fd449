import { type DynamicModule, Module } from '@nestjs/common';
import { BackingServicesModule, OperationsServerModule, ProcessModule, StoredReadModelsModule } from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import { GatewayModule } from './gateway.module.js';

/** A gateway beside other processes. */
@Module({})
export class GatewayProcessModule {
  static of(context: ProcessContext): DynamicModule {
    return {
      module: GatewayProcessModule,
      imports: [
        ProcessModule.of(context),
        OperationsServerModule,
        BackingServicesModule,
        StoredReadModelsModule,
        GatewayModule,
      ],
    };
  }
}
