import { Global, Module } from '@nestjs/common';
import { CqrsModule } from '@nestjs/cqrs';
import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { type GlobalRole, USER_DIRECTORY, type UserDirectory } from '#libs/access';
import { CommandExecutor, createEventRegistry, StreamStates } from '#libs/event-sourcing';
import { createMemoryEventStore, type MemoryEventStore, MemoryReadModels } from '#libs/event-sourcing/testing';
import { CLOCK, type LaunchEvent, launchEvents } from '#libs/launches';
import { INVITED_ADDRESSES, ProjectAccessFromLog, projectEvents, projects } from '#libs/projects';
import {
  BEARER_AUTHENTICATOR,
  type BearerAuthenticator,
  READ_MODELS,
  REPORT_ERROR,
  type ReportError,
  RestModule,
} from '#libs/rest';
import { CommandAuthorizer, EVENT_STORE, QueryAuthorizer } from '#libs/slice';
import { usageRuns } from './read/usage-runs.projection.js';
import { UsageModule } from './usage.module.js';

/** The people of these specs; a person's token is their name. */
export const people = {
  ada: '0a000000-0000-4000-8000-00000000000a',
  audrey: '0a000000-0000-4000-8000-00000000000b',
  grace: '0a000000-0000-4000-8000-00000000000c',
  linus: '0a000000-0000-4000-8000-00000000000d',
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
      roles: new Set<GlobalRole>(role === undefined ? [] : [role]),
      expiresAt: new Date(Date.now() + 3_600_000),
    });
  },
};

/** Linus was erased. */
const directory: Pick<UserDirectory, 'displayNames'> = {
  displayNames: (ids) => {
    const known = Object.entries(people).filter(([name, id]) => name !== 'linus' && ids.includes(id));
    return Promise.resolve(new Map(known.map(([name, id]) => [id, name])));
  },
};

const metadata = {
  ...{ $correlationId: 'c', $causationId: 'c', commandId: 'c', bodyHash: '' },
  ...{ actor: 'system:spec', schemaVersion: 1 },
};

const unexpected: ReportError = (error) => {
  throw error;
};

/** The slice as the API composes it, over a log in memory and a clock that a spec moves. */
export class UsageApi {
  now = new Date('2026-03-01T00:00:00.000Z');
  readonly registry = createEventRegistry([projectEvents, launchEvents]);
  readonly store: MemoryEventStore = createMemoryEventStore(this.registry, () => this.now);
  app!: NestFastifyApplication;

  static async start(): Promise<UsageApi> {
    const api = new UsageApi();
    const module = await Test.createTestingModule({
      imports: [CqrsModule.forRoot(), api.platform(), RestModule, UsageModule],
    }).compile();
    api.app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter());
    api.app.setGlobalPrefix('api/v1');
    await api.app.init();
    await api.app.getHttpAdapter().getInstance().ready();
    return api;
  }

  ownedBy(projectId: string, owner: Person): void {
    const data = { projectId, name: 'p', visibility: 'private', ownerId: people[owner] };
    this.store.plant(`project-${projectId}`, { type: 'ProjectCreated', data, metadata });
  }

  /** Recorded at this time. */
  happened(at: string, event: LaunchEvent): void {
    this.now = new Date(at);
    this.store.plant(`launch-${event.data.launchId}`, { ...event, metadata });
  }

  private platform() {
    const states = new StreamStates(this.store);
    const readModels = new MemoryReadModels(this.store, this.registry, [projects, usageRuns]);
    const providers = [
      { provide: EVENT_STORE, useValue: this.store },
      { provide: READ_MODELS, useValue: readModels },
      { provide: BEARER_AUTHENTICATOR, useValue: authenticator },
      { provide: CLOCK, useValue: () => this.now },
      { provide: StreamStates, useValue: states },
      { provide: CommandExecutor, useValue: new CommandExecutor(states, this.registry) },
      { provide: CommandAuthorizer, useValue: new CommandAuthorizer((streams) => new ProjectAccessFromLog(streams)) },
      { provide: QueryAuthorizer, useValue: new QueryAuthorizer(new ProjectAccessFromLog(states)) },
      { provide: USER_DIRECTORY, useValue: directory },
      // nobody is invited in these specs
      { provide: INVITED_ADDRESSES, useValue: {} },
      { provide: REPORT_ERROR, useValue: unexpected },
    ];
    @Global()
    @Module({ providers, exports: providers })
    class PlatformModule {}
    return PlatformModule;
  }
}
