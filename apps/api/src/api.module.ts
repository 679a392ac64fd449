import { type DynamicModule, Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import type { FastifyInstance } from 'fastify';
import { PROJECT_ACCESS_LOOKUP, type ProjectAccessLookup, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { EnvironmentsRoutesModule } from '#libs/environments';
import {
  CommandExecutor,
  type EventRegistry,
  type EventStore,
  type ReadModels,
  StreamStates,
} from '#libs/event-sourcing';
import { HistoryModule, LogHub } from '#libs/history';
import {
  LAUNCH_LIMITS,
  LaunchesRoutesModule,
  type LaunchLimits,
  SESSION_RUNTIME_READER,
  WAY_IN,
  type WayIn,
} from '#libs/launches';
import { ProjectAccessFromLog, ProjectAccessFromReadModel, ProjectsModule, ProjectsRoutesModule } from '#libs/projects';
import {
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  READ_MODELS,
  REPORT_ERROR,
  type ReportError,
  RestModule,
} from '#libs/rest';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { SessionsRoutesModule } from '#libs/sessions';
import { CommandAuthorizer, EVENT_STORE, QueryAuthorizer } from '#libs/slice';
import { LiveModule } from './live/live.module.js';
import { ConsoleController, SIGN_IN, type SignIn } from './operations/console.controller.js';
import { OPERATIONS, type Operations, OperationsController } from './operations/operations.controller.js';
import { ErasePerson } from './people/erase-person.js';
import { PeopleController } from './people/people.controller.js';

/** Everything outside the API that it stands on; whoever starts it decides what that is. */
export interface ApiParts {
  readonly eventStore: EventStore;
  /** Of the event store; whoever follows the log here lets it take the events. */
  readonly states: StreamStates;
  readonly registry: EventRegistry;
  readonly readModels: ReadModels;
  readonly hub: LogHub;
  readonly authenticator: BearerAuthenticator;
  readonly directory: UserDirectory;
  readonly runtime: SessionRuntimeReader;
  readonly wayIn: WayIn;
  readonly launchLimits: LaunchLimits;
  readonly operations: Operations;
  readonly report: ReportError;
  readonly signIn: SignIn;
  /** Built console, served at /; undefined: none. */
  readonly consoleDir?: string | undefined;
  /** Adds handlers of others to the HTTP server before it listens, e.g. the local OpenID provider. */
  readonly mount?: ((fastify: FastifyInstance) => void) | undefined;
}

@Global()
@Module({})
class PlatformModule {
  static of(parts: ApiParts): DynamicModule {
    const fromLog: ProjectAccessLookup = new ProjectAccessFromLog(parts.states);
    const providers = [
      { provide: EVENT_STORE, useValue: parts.eventStore },
      { provide: READ_MODELS, useValue: parts.readModels },
      { provide: LogHub, useValue: parts.hub },
      { provide: REPORT_ERROR, useValue: parts.report },
      { provide: BEARER_AUTHENTICATOR, useValue: parts.authenticator },
      { provide: USER_DIRECTORY, useValue: parts.directory },
      { provide: SESSION_RUNTIME_READER, useValue: parts.runtime },
      { provide: WAY_IN, useValue: parts.wayIn },
      { provide: LAUNCH_LIMITS, useValue: parts.launchLimits },
      { provide: SIGN_IN, useValue: parts.signIn },
      { provide: OPERATIONS, useValue: parts.operations },
      { provide: PROJECT_ACCESS_LOOKUP, useValue: fromLog },
      { provide: StreamStates, useValue: parts.states },
      { provide: CommandExecutor, useValue: new CommandExecutor(parts.states, parts.registry) },
      { provide: CommandAuthorizer, useValue: new CommandAuthorizer((streams) => new ProjectAccessFromLog(streams)) },
      { provide: QueryAuthorizer, useValue: new QueryAuthorizer(new ProjectAccessFromReadModel(parts.readModels)) },
    ];
    return { module: PlatformModule, providers, exports: providers };
  }
}

@Module({})
export class ApiModule {
  static of(parts: ApiParts): DynamicModule {
    return {
      module: ApiModule,
      imports: [
        CqrsModule.forRoot(),
        PlatformModule.of(parts),
        RestModule,
        EnvironmentsRoutesModule,
        ProjectsModule,
        ProjectsRoutesModule,
        SessionsRoutesModule,
        LaunchesRoutesModule,
        HistoryModule,
        LiveModule,
      ],
      controllers: [OperationsController, ConsoleController, PeopleController],
      providers: [ErasePerson],
    };
  }
}
