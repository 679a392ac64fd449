import { randomUUID } from 'node:crypto';
import { Global, Module } from '@nestjs/common';
import { NestFactory } from '@nestjs/core';
import { CommandBus, CqrsModule } from '@nestjs/cqrs';
import { domainEvents } from '#libs/domain';
import { CommandExecutor, type EventStore, StreamStates } from '#libs/event-sourcing';
import { createEventStore } from '#libs/event-store';
import { ImageInspector, UnaskedRegistries } from '#libs/image-registry';
import { defaultLaunchLimits, FindPlace, LAUNCH_LIMITS, LaunchesModule } from '#libs/launches';
import { ProjectAccessFromLog, projectStream } from '#libs/projects';
import { READ_MODELS } from '#libs/rest';
import { sessionsStream } from '#libs/sessions';
import { CommandAuthorizer } from '#libs/slice';
import { percentile } from '../latencies.js';
import { startServer } from '../programs.js';
import { append, sessionEvents, toAppend } from './many-sessions.js';
import type { ScaleRow } from './scale-row.js';

const WARM_UP = 20;
const SAMPLES = 100;

/** What was read of `store`, one entry a reading of a stream. */
const readingsOf = (store: EventStore): string[] => {
  const read = store.read.bind(store);
  const readings: string[] = [];
  store.read = (stream, options) => {
    readings.push(stream);
    return read(stream, options);
  };
  return readings;
};

const platform = (states: StreamStates) => {
  const providers = [
    { provide: StreamStates, useValue: states },
    { provide: CommandExecutor, useValue: new CommandExecutor(states, domainEvents()) },
    { provide: CommandAuthorizer, useValue: new CommandAuthorizer((streams) => new ProjectAccessFromLog(streams)) },
    { provide: ImageInspector, useClass: UnaskedRegistries },
    { provide: LAUNCH_LIMITS, useValue: defaultLaunchLimits },
    // the resource classes that are offered are asked for
    { provide: READ_MODELS, useValue: { documents: () => ({ find: () => Promise.resolve([]) }) } },
  ];
  @Global()
  @Module({ providers, exports: providers })
  class PlatformModule {}
  @Module({ imports: [CqrsModule.forRoot(), PlatformModule, LaunchesModule] })
  class LaunchingModule {}
  return LaunchingModule;
};

const makeProject = async (store: EventStore, sessions: number): Promise<string> => {
  const projectId = randomUUID();
  const data = { projectId, name: 'Many', visibility: 'public', ownerId: randomUUID() };
  await append(store, projectStream(projectId), [toAppend({ type: 'ProjectCreated', data })]);
  await append(store, sessionsStream(projectId), sessionEvents(projectId, sessions, 0));
  return projectId;
};

/** The click of somebody who has never launched there, as the launching controller does it. */
const clickOf = (places: FindPlace, commands: CommandBus, projectId: string) => async (): Promise<number> => {
  const userId = randomUUID();
  const commandId = randomUUID();
  const principal = { userId, displayName: 'Somebody', roles: new Set<never>() };
  const context = { commandId, actor: userId, correlationId: commandId, causationId: commandId, principal };
  const begun = performance.now();
  await commands.execute(await places.of(context, projectId, undefined));
  return performance.now() - begun;
};

const measure = async (sessions: number, directory: string): Promise<Readonly<Record<string, number>>> => {
  const { server, connectionString } = await startServer('event-store', directory);
  const store = createEventStore({ connectionString, registry: domainEvents() });
  try {
    const projectId = await makeProject(store, sessions);
    const readings = readingsOf(store);
    const said = { logger: false, abortOnError: false } as const;
    const app = await NestFactory.createApplicationContext(platform(new StreamStates(store)), said);
    const click = clickOf(app.get(FindPlace, { strict: false }), app.get(CommandBus), projectId);
    const first = await click();
    for (let count = 0; count < WARM_UP; count += 1) await click();
    readings.length = 0;
    const times: number[] = [];
    for (let count = 0; count < SAMPLES; count += 1) times.push(await click());
    await app.close();
    return { 'stream reads': readings.length / SAMPLES, p95: percentile(times, 95), 'the first of a process': first };
  } finally {
    await store.close();
    await server.end();
  }
};

/** Pitch: one click starts the default session. It costs the same, however many sessions the project has. */
export const oneClick: ScaleRow = {
  what: 'one-click launch',
  of: 'sessions',
  sizes: [1, 100, 10_000],
  goals: {
    'stream reads': { unit: 'stream reads', atMost: 4, growth: 1 },
    p95: { unit: 'ms', growth: 2 },
    'the first of a process': { unit: 'ms' },
  },
  measure,
};
