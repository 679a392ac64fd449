import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { PROJECT_ACCESS_LOOKUP, type ProjectAccessLookup } from '#libs/access';
import { EnvironmentsModule } from '#libs/environments';
import { CommandExecutor, type EventRegistry, type ReadModels, StreamStates } from '#libs/event-sourcing';
import { RepositoryImagesModule } from '#libs/images';
import { defaultLaunchLimits, LAUNCH_LIMITS, LaunchesModule, type LaunchLimits } from '#libs/launches';
import { NotificationsModule } from '#libs/notifications';
import { Metrics, Tracing } from '#libs/observability';
import { PeopleModule } from '#libs/people';
import { ProjectAccessFromLog, ProjectAccessFromReadModel, ProjectsModule } from '#libs/projects';
import { ResourcesModule } from '#libs/resources';
import { READ_MODELS } from '#libs/rest';
import { SessionsModule } from '#libs/sessions';
import { SETTINGS, type Settings } from '#libs/settings';
import { CommandAuthorizer, QueryAuthorizer } from '#libs/slice';
import { PersonalTokensModule } from '../access/personal-tokens.module.js';
import { UserDirectoryModule } from '../access/user-directory.module.js';
import { ConnectionsModule } from '../connections/connections.module.js';
import { ImagesModule } from '../images/images.module.js';
import { InvitationsModule } from '../invitations/invitations.module.js';
import { MeasuredExecutor } from '../measuring/measured-executor.js';
import { DeliveryModule } from '../notifications/delivery.module.js';
import { OutboundModule } from '../outbound/outbound.module.js';
import { SigningModule } from '../signing/signing.module.js';
import { StoragesModule } from '../storages/storages.module.js';
import { EVENT_REGISTRY } from '../stores/event-store.module.js';

const launchLimitsOf = (settings: Settings): LaunchLimits => ({
  ...defaultLaunchLimits,
  startMs: settings.START_TIMEOUT * 1000,
  retentionMs: settings.DISK_RETENTION * 1000,
  idleMs: settings.IDLE_PAUSE * 1000,
  lifetimeMs: settings.MAX_LIFETIME * 1000,
  runningPerUser: settings.MAX_RUNNING_PER_USER,
});

const providers = [
  { provide: LAUNCH_LIMITS, inject: [SETTINGS], useFactory: launchLimitsOf },
  {
    provide: PROJECT_ACCESS_LOOKUP,
    inject: [StreamStates],
    useFactory: (states: StreamStates): ProjectAccessLookup => new ProjectAccessFromLog(states),
  },
  {
    provide: CommandExecutor,
    inject: [StreamStates, EVENT_REGISTRY, Metrics, Tracing],
    useFactory: (states: StreamStates, registry: EventRegistry, metrics: Metrics, tracing: Tracing): CommandExecutor =>
      new MeasuredExecutor(states, registry, metrics, tracing),
  },
  {
    provide: CommandAuthorizer,
    useFactory: () => new CommandAuthorizer((streams) => new ProjectAccessFromLog(streams)),
  },
  {
    provide: QueryAuthorizer,
    inject: [READ_MODELS],
    useFactory: (readModels: ReadModels) => new QueryAuthorizer(new ProjectAccessFromReadModel(readModels)),
  },
];

/**
 * What the slices can do: the command bus with every slice's commands, their queries and policies, and who may.
 * Needs StoresModule, BACKING_SERVICES and a module that provides READ_MODELS.
 */
@Global()
@Module({
  imports: [
    CqrsModule.forRoot(),
    OutboundModule,
    ImagesModule,
    StoragesModule,
    UserDirectoryModule,
    PersonalTokensModule,
    ConnectionsModule,
    InvitationsModule,
    SigningModule,
    DeliveryModule,
    EnvironmentsModule,
    ResourcesModule,
    ProjectsModule,
    RepositoryImagesModule,
    PeopleModule,
    SessionsModule,
    LaunchesModule,
    NotificationsModule,
  ],
  providers,
  exports: [
    OutboundModule,
    ImagesModule,
    StoragesModule,
    UserDirectoryModule,
    PersonalTokensModule,
    ConnectionsModule,
    InvitationsModule,
    SigningModule,
    EnvironmentsModule,
    ProjectsModule,
    RepositoryImagesModule,
    ...providers,
  ],
})
export class DomainModule {}
