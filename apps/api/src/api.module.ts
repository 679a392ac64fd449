import { Module } from '@nestjs/common';
import { AuditRoutesModule } from '#libs/audit';
import { ConnectionsRoutesModule } from '#libs/connections';
import { EnvironmentsRoutesModule } from '#libs/environments';
import { HistoryModule } from '#libs/history';
import { ImagesRoutesModule } from '#libs/images';
import { LaunchesRoutesModule } from '#libs/launches';
import { NotificationsRoutesModule } from '#libs/notifications';
import { PeopleRoutesModule } from '#libs/people';
import { DomainModule, ImageContentsModule, LogHubModule, SessionRuntimeReaderModule } from '#libs/platform';
import { ProjectsRoutesModule } from '#libs/projects';
import { ResourcesRoutesModule } from '#libs/resources';
import { RestModule } from '#libs/rest';
import { SessionsRoutesModule } from '#libs/sessions';
import { UsageModule } from '#libs/usage';
import { LiveModule } from './live/live.module.js';
import { ConsoleController } from './operations/console.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { ReadModelsCheck } from './operations/read-models-check.js';
import { UnexpectedErrorsModule } from './operations/unexpected-errors.module.js';
import { ErasedPeople } from './people/erased-people.js';
import { IdentityModule } from './people/identity.module.js';
import { SessionTicketsModule } from './session-access/session-tickets.module.js';

/** REST, live feed and operations. Needs StoresModule, BACKING_SERVICES and CachedReadModelsModule. */
@Module({
  imports: [
    RestModule,
    UnexpectedErrorsModule,
    IdentityModule,
    SessionTicketsModule,
    SessionRuntimeReaderModule,
    DomainModule,
    EnvironmentsRoutesModule,
    ImageContentsModule,
    ImagesRoutesModule,
    ResourcesRoutesModule,
    ProjectsRoutesModule,
    PeopleRoutesModule,
    ConnectionsRoutesModule,
    SessionsRoutesModule,
    LaunchesRoutesModule,
    NotificationsRoutesModule,
    HistoryModule,
    UsageModule,
    AuditRoutesModule,
    LogHubModule,
    LiveModule,
  ],
  controllers: [OperationsController, ConsoleController],
  providers: [ErasedPeople, ReadModelsCheck],
})
export class ApiModule {}
