import { type DynamicModule, Module } from '@nestjs/common';
import { type BackingServices, CachedReadModelsModule, ProcessModule, StoresModule } from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import { ApiModule } from './api.module.js';

/** An API beside other processes. */
@Module({})
export class ApiProcessModule {
  static of(context: ProcessContext, services: BackingServices): DynamicModule {
    return {
      module: ApiProcessModule,
      imports: [ProcessModule.of(context, services), StoresModule, CachedReadModelsModule, ApiModule],
    };
  }
}
