import { type DynamicModule, Module, type ModuleMetadata } from '@nestjs/common';
import {
  type BackingServices,
  LogHubModule,
  OperationsServerModule,
  ProcessModule,
  StoredReadModelsModule,
  StoresModule,
} from '#libs/platform';
import type { ProcessContext } from '#libs/process';
import { WorkerModule } from './worker.module.js';

/** A worker beside other processes. */
@Module({})
export class WorkerProcessModule {
  /** `more`: what a spec adds, e.g. a slice with a policy. */
  static of(
    context: ProcessContext,
    services: BackingServices,
    more: NonNullable<ModuleMetadata['imports']> = [],
  ): DynamicModule {
    return {
      module: WorkerProcessModule,
      imports: [
        ProcessModule.of(context, services),
        OperationsServerModule,
        StoresModule,
        StoredReadModelsModule,
        LogHubModule,
        WorkerModule,
        ...more,
      ],
    };
  }
}
