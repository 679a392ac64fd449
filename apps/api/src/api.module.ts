import { Module } from '@nestjs/common';
import { EnvironmentsRoutesModule } from '#libs/environments';
import { HistoryModule } from '#libs/history';
import { LaunchesRoutesModule } from '#libs/launches';
import { DomainModule, SessionRuntimeReaderModule } from '#libs/platform';
import { ProjectsRoutesModule } from '#libs/projects';
import { RestModule } from '#libs/rest';
import { SessionsRoutesModule } from '#libs/sessions';
import { LiveModule } from './live/live.module.js';
import { ConsoleController } from './operations/console.controller.js';
import { OperationsController } from './operations/operations.controller.js';
import { ReadModelsCheck } from './operations/read-models-check.js';
import { UnexpectedErrorsModule } from './operations/unexpected-errors.module.js';
import { ErasePerson } from './people/erase-person.js';
import { IdentityModule } from './people/identity.module.js';
import { PeopleController } from './people/people.controller.js';
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
    ProjectsRoutesModule,
    SessionsRoutesModule,
    LaunchesRoutesModule,
    HistoryModule,
    LiveModule,
  ],
  controllers: [OperationsController, ConsoleController, PeopleController],
  providers: [ErasePerson, ReadModelsCheck],
})
export class ApiModule {}
