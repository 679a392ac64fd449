import { Inject, Module, type OnApplicationShutdown } from '@nestjs/common';
import { CodeHosts } from '#libs/code-hosts';
import { CONNECTIONS, type Connections } from '#libs/connections';
import type { EventStore } from '#libs/event-sourcing';
import { ImageInspector } from '#libs/image-registry';
import { BuiltImageInspector } from '#libs/images';
import { Health, LOGGER, type Logger, Metrics, Tracing } from '#libs/observability';
import type { OutboundRules } from '#libs/outbound';
import { type SessionRuntime, StorageSources } from '#libs/session-runtime';
import { SETTINGS, type Settings } from '#libs/settings';
import { EVENT_STORE } from '#libs/slice';
import { SESSION_ACCESS_SECRET, SessionAccessModule } from '../access/session-access.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ImagesModule } from '../images/images.module.js';
import { LaunchCauses } from '../measuring/launch-causes.js';
import { MeasuredRuntime } from '../measuring/measured-runtime.js';
import { OUTBOUND_RULES, OutboundModule } from '../outbound/outbound.module.js';
import { ENDING } from '../process/process.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { BACKING_SERVICES, type BackingServices } from '../stores/backing-services.js';
import { EventStoreModule } from '../stores/event-store.module.js';
import type { RuntimeChoice } from './choose-runtime.js';
import { createSessionRuntime } from './create-session-runtime.js';
import { RUNTIME_CHOICE, RuntimeChoiceModule } from './runtime-choice.module.js';

/** `@Inject(SESSION_RUNTIME) runtime: SessionRuntime`. */
export const SESSION_RUNTIME = Symbol('SessionRuntime');

const provider = {
  provide: SESSION_RUNTIME,
  inject: [
    SETTINGS,
    RUNTIME_CHOICE,
    BACKING_SERVICES,
    OUTBOUND_RULES,
    ImageInspector,
    BuiltImageInspector,
    CodeHosts,
    StorageSources,
    SESSION_ACCESS_SECRET,
    EVENT_STORE,
    LOGGER,
    ENDING,
    Health,
    CONNECTIONS,
    Metrics,
    Tracing,
    LaunchCauses,
  ],
  useFactory: async (
    settings: Settings,
    choice: RuntimeChoice,
    services: BackingServices,
    outbound: OutboundRules,
    images: ImageInspector,
    builtImages: BuiltImageInspector,
    codeHosts: CodeHosts,
    storages: StorageSources,
    secret: string,
    store: EventStore,
    logger: Logger,
    ending: AbortSignal,
    health: Health,
    { credentials }: Connections,
    metrics: Metrics,
    tracing: Tracing,
    causes: LaunchCauses,
  ): Promise<SessionRuntime> => {
    const runtime = await createSessionRuntime(settings, choice, {
      ...{ services, outbound, images, builtImages, codeHosts, credentials, storages, secret, store, logger, ending },
      health,
    });
    return new MeasuredRuntime(runtime, { metrics, tracing, causes });
  },
};

/** The runtime that the settings name, for the worker, who changes what runs. */
@Module({
  imports: [
    RuntimeChoiceModule,
    SessionAccessModule,
    EventStoreModule,
    OutboundModule,
    ImagesModule,
    ConnectionsModule,
    StoragesModule,
  ],
  providers: [provider],
  exports: [provider],
})
export class SessionRuntimeModule implements OnApplicationShutdown {
  constructor(@Inject(SESSION_RUNTIME) private readonly runtime: SessionRuntime) {}

  onApplicationShutdown(): Promise<void> {
    return this.runtime.close();
  }
}
