import { Global, Module, type Type } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { GlobalRole } from '#libs/access';
import { CodeHosts } from '#libs/code-hosts';
import { CONNECTIONS } from '#libs/connections';
import { catalogue, EnvironmentsRoutesModule, environmentsEvents } from '#libs/environments';
import {
  type AnyProjection,
  CommandExecutor,
  createEventRegistry,
  type EventRegistry,
  StreamStates,
} from '#libs/event-sourcing';
import { createMemoryEventStore, type MemoryEventStore, MemoryReadModels } from '#libs/event-sourcing/testing';
import { ImageInspector } from '#libs/image-registry';
import { BuiltImageInspector, builtImageDocuments, imagesEvents, repositoryImagesDocuments } from '#libs/images';
import { createLogger, LOGGER, Metrics } from '#libs/observability';
import { OutboundAccess, OutboundClient } from '#libs/outbound';
import {
  INVITED_ADDRESSES,
  type InvitedAddresses,
  OFFERED_STORAGES,
  ProjectAccessFromLog,
  ProjectAccessFromReadModel,
  ProjectsRoutesModule,
  projectEvents,
  projects,
} from '#libs/projects';
import { ResourcesRoutesModule, resourceClassDocuments, resourcesEvents } from '#libs/resources';
import {
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  READ_MODELS,
  REPORT_ERROR,
  type ReportError,
  RestModule,
} from '#libs/rest';
import { CommandAuthorizer, EVENT_STORE, QueryAuthorizer } from '#libs/slice';
import { KnownImages } from '../../image-registry/src/checking/images.fixture.js';
import { SessionsRoutesModule } from './http/sessions-routes.module.js';
import { environmentUse } from './read/environment-use.projection.js';
import { type Launches, launchStatusesOf } from './read/launch-statuses.fixture.js';
import { LAUNCH_STATUSES } from './read/launch-statuses.js';
import { sessionDocuments } from './read/session.projection.js';
import { sessionsSummary } from './read/sessions-summary.projection.js';
import { sessionsEvents } from './sessions.events.js';

/** The people of these specs; a person's token is their name. */
export const people = {
  ada: '0a000000-0000-4000-8000-00000000000a',
  grace: '0a000000-0000-4000-8000-00000000000b',
  linus: '0a000000-0000-4000-8000-00000000000c',
  audrey: '0a000000-0000-4000-8000-00000000000d',
} as const;
export type Person = keyof typeof people;

const roles: Readonly<Partial<Record<Person, GlobalRole>>> = { ada: 'admin', audrey: 'auditor' };

const authenticator: BearerAuthenticator = {
  forget: () => undefined,
  authenticate: (token) => {
    const role = roles[token as Person];
    return Promise.resolve({
      userId: people[token as Person],
      displayName: token,
      roles: new Set(role === undefined ? [] : [role]),
      expiresAt: new Date(Date.now() + 3_600_000),
    });
  },
};

const unexpected: ReportError = (error) => {
  throw error;
};

const platform = (
  store: MemoryEventStore,
  registry: EventRegistry,
  {
    launches,
    images,
    projections,
    invited,
  }: {
    launches: Launches;
    images: ImageInspector;
    projections: AnyProjection[];
    invited: InvitedAddresses | undefined;
  },
) => {
  const readModels = new MemoryReadModels(store, registry, [
    catalogue,
    projects,
    sessionDocuments,
    sessionsSummary,
    environmentUse,
    resourceClassDocuments,
    builtImageDocuments,
    repositoryImagesDocuments,
    ...projections,
  ]);
  const states = new StreamStates(store);
  const statuses = launchStatusesOf(launches);
  const providers = [
    { provide: EVENT_STORE, useValue: store },
    { provide: READ_MODELS, useValue: readModels },
    { provide: BEARER_AUTHENTICATOR, useValue: authenticator },
    { provide: OFFERED_STORAGES, useValue: [{ source: 'nas', writable: true }] },
    { provide: LAUNCH_STATUSES, useValue: statuses },
    { provide: StreamStates, useValue: states },
    { provide: CommandExecutor, useValue: new CommandExecutor(states, registry) },
    { provide: CommandAuthorizer, useValue: new CommandAuthorizer((streams) => new ProjectAccessFromLog(streams)) },
    { provide: QueryAuthorizer, useValue: new QueryAuthorizer(new ProjectAccessFromReadModel(readModels)) },
    { provide: REPORT_ERROR, useValue: unexpected },
    { provide: ImageInspector, useValue: images },
    { provide: BuiltImageInspector, useValue: images },
    { provide: StreamStates, useValue: states },
    { provide: CodeHosts, useValue: new CodeHosts([]) },
    { provide: OutboundClient, useValue: new OutboundClient(new OutboundAccess({ allowed: [], ownStores: [] })) },
    { provide: CONNECTIONS, useValue: { credentials: undefined } },
    { provide: INVITED_ADDRESSES, useValue: invited ?? {} },
    { provide: LOGGER, useValue: createLogger('silent') },
    { provide: Metrics, useValue: new Metrics('0') },
  ];
  @Global()
  @Module({ providers, exports: providers })
  class PlatformModule {}
  return PlatformModule;
};

export interface Slices {
  readonly app: NestFastifyApplication;
  readonly store: MemoryEventStore;
  readonly launches: Launches;
  readonly images: KnownImages;
}

/** A slice beside these. */
interface MoreSlices {
  readonly events?: Parameters<typeof createEventRegistry>[0];
  readonly projections?: AnyProjection[];
  readonly modules?: Type[];
  /** Absent: nobody can be invited. */
  readonly invited?: InvitedAddresses;
}

/** The slices that sessions need as the API composes them, over a log in memory. Whoever starts them closes `app`. */
export const startSlices = async ({
  events = [],
  projections = [],
  modules = [],
  invited,
}: MoreSlices = {}): Promise<Slices> => {
  const registry = createEventRegistry([
    ...[environmentsEvents, projectEvents, sessionsEvents, resourcesEvents, imagesEvents],
    ...events,
  ]);
  const store = createMemoryEventStore(registry);
  const launches: Launches = new Map();
  const images = new KnownImages();
  const module = await Test.createTestingModule({
    imports: [
      CqrsModule.forRoot(),
      platform(store, registry, { launches, images, projections, invited }),
      RestModule,
      EnvironmentsRoutesModule,
      ProjectsRoutesModule,
      SessionsRoutesModule,
      ResourcesRoutesModule,
      ...modules,
    ],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  app.setGlobalPrefix('api/v1');
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, store, launches, images };
};
