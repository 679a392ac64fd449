import { type DynamicModule, Module } from '@nestjs/common';
import { type BackingServices, OperationsServerModule, ProcessModule, StoredReadModelsModule } from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import { GatewayModule } from './gateway.module.js';

/** A gateway beside other processes. */
@Module({})
export class GatewayProcessModule {
  static of(context: ProcessContext, services: BackingServices): DynamicModule {
    return {
      module: GatewayProcessModule,
      imports: [ProcessModule.of(context, services), OperationsServerModule, StoredReadModelsModule, GatewayModule],
    };
  }
}
