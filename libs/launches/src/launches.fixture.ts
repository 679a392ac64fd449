import { Readable } from 'node:stream';
import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import type { GlobalRole } from '#libs/access';
import { CommandExecutor, StreamStates } from '#libs/event-sourcing';
import { ImageInspector } from '#libs/image-registry';
import { ProjectAccessFromLog } from '#libs/projects';
import {
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  READ_MODELS,
  REPORT_ERROR,
  type ReportError,
  RestModule,
} from '#libs/rest';
import type { SessionRuntimeReader } from '#libs/session-runtime';
import { CommandAuthorizer, EVENT_STORE, QueryAuthorizer } from '#libs/slice';
import { KnownImages } from '../../image-registry/src/checking/images.fixture.js';
import { CLOCK } from './facts/find-place.js';
import { SESSION_RUNTIME_READER, SESSION_TICKETS, type SessionTickets } from './http/launch.ports.js';
import { LaunchesRoutesModule } from './http/launches-routes.module.js';
import { LAUNCH_LIMITS } from './launch-limits.js';
import { SagaWorld } from './saga/testing/saga-world.js';

/** The people of these specs; a person's token is their name. */
export const people = {
  ada: '0a000000-0000-4000-8000-00000000000a',
  grace: '0a000000-0000-4000-8000-00000000000b',
} as const;
export type Person = keyof typeof people;

const authenticator: BearerAuthenticator = {
  forget: () => undefined,
  authenticate: (token) =>
    Promise.resolve({
      userId: people[token as Person],
      displayName: token,
      roles: new Set<GlobalRole>(token === 'ada' ? ['admin', 'auditor'] : []),
      expiresAt: new Date(Date.now() + 3_600_000),
    }),
};

const tickets: SessionTickets = {
  ticket: ({ launchId }) =>
    Promise.resolve({ url: `http://${launchId}.localhost:1/?ticket=t`, expiresAt: '2026-03-01T12:00:30.000Z' }),
};

const unexpected: ReportError = (error) => {
  throw error;
};

const readerOf = (): SessionRuntimeReader => ({
  facts: { name: 'local', imageUsed: false, limitsEnforced: false },
  endpoint: () => Promise.resolve(undefined),
  logs: () => Promise.resolve(''),
  archive: (diskId) => Promise.resolve(Readable.from([`the archive of ${diskId}`], { objectMode: false })),
});

const platform = (world: SagaWorld, images: ImageInspector, reader: SessionRuntimeReader) => {
  const fromLog = new ProjectAccessFromLog(world.states);
  const providers = [
    { provide: EVENT_STORE, useValue: world.store },
    { provide: READ_MODELS, useValue: world.readModels },
    { provide: BEARER_AUTHENTICATOR, useValue: authenticator },
    { provide: SESSION_RUNTIME_READER, useValue: reader },
    { provide: SESSION_TICKETS, useValue: tickets },
    { provide: CLOCK, useValue: () => world.now },
    { provide: LAUNCH_LIMITS, useValue: world.limits },
    { provide: StreamStates, useValue: world.states },
    { provide: CommandExecutor, useValue: world.executor },
    { provide: CommandAuthorizer, useValue: new CommandAuthorizer((streams) => new ProjectAccessFromLog(streams)) },
    { provide: QueryAuthorizer, useValue: new QueryAuthorizer(fromLog) },
    { provide: REPORT_ERROR, useValue: unexpected },
    { provide: ImageInspector, useValue: images },
  ];
  @Global()
  @Module({ providers, exports: providers })
  class PlatformModule {}
  return PlatformModule;
};

export interface LaunchesApi {
  readonly app: NestFastifyApplication;
  readonly world: SagaWorld;
  readonly images: KnownImages;
  /** As the API has it. */
  readonly reader: SessionRuntimeReader;
}

/** The slice as the API composes it, with a saga at work, over a log and a runtime in memory. */
export const startLaunches = async (options?: Parameters<typeof SagaWorld.create>[0]): Promise<LaunchesApi> => {
  const world = await SagaWorld.create(options);
  const images = new KnownImages();
  const reader = readerOf();
  const module = await Test.createTestingModule({
    imports: [CqrsModule.forRoot(), platform(world, images, reader), RestModule, LaunchesRoutesModule],
  }).compile();
  const app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
  app.setGlobalPrefix('api/v1');
  await app.init();
  await app.getHttpAdapter().getInstance().ready();
  return { app, world, images, reader };
};
