import {
  CommandExecutor,
  createEventRegistry,
  type Event,
  type EventRegistry,
  type Evolver,
  StreamStates,
  systemTiming,
} from '#libs/event-sourcing';
import {
  createMemoryEventStore,
  type MemoryEventStore,
  MemoryProjectionStore,
  MemoryReadModels,
} from '#libs/event-sourcing/testing';
import { personEvents, personStream } from '#libs/people';
import { projectEvents, projectStream } from '#libs/projects';
import { resourceClassDocuments, resourcesEvents } from '#libs/resources';
import type { Observed } from '#libs/session-runtime';
import { sessionsEvents, sessionsStream } from '#libs/sessions';
import { FindLaunchableSession } from '../../facts/find-launchable-session.js';
import { type LaunchEvent, launchEvents } from '../../launch.events.js';
import { type Launch, type LaunchState, launch, launchIdOf, launchStream } from '../../launch.js';
import { defaultLaunchLimits, type LaunchLimits } from '../../launch-limits.js';
import { launchDocuments } from '../../read/launch.projection.js';
import { configuration, ENVIRONMENT, PROJECT, SESSION } from '../../testing/launches.js';
import { launchSession } from '../../write/launch-session.js';
import { pause } from '../../write/pause-launch.js';
import { resumeLaunch } from '../../write/resume-launch.js';
import { stop } from '../../write/stop-launch.js';
import { LaunchSaga } from '../launch-saga.js';
import type { LaunchSagaParts, SagaPace } from '../launch-saga.parts.js';
import { ScriptedLease } from './scripted-lease.js';
import { ScriptedRuntime } from './scripted-runtime.js';
import { SteppedSaga } from './stepped-saga.js';

const OWNER = '99999999-9999-4999-8999-999999999999';
const swift: Partial<SagaPace> = {
  tickMs: 5,
  probeMs: 2,
  endMs: 20,
  readModelsMs: 1,
  backOff: { firstMs: 2, maxMs: 20 },
};

const nothingFolded: Evolver<number, Event> = { initial: 0, evolve: {} };

interface WorldOptions {
  readonly limits?: Partial<LaunchLimits>;
}

/** A public project with one session, a log, a runtime, a clock that stands still, and as many sagas as a spec wants. */
export class SagaWorld {
  now = new Date('2026-03-01T12:00:00.000Z');
  /** Of the lease that all sagas of this world believe to hold; undefined: none does. */
  epoch: bigint | undefined = 1n;
  answers = true;
  readonly logged: string[] = [];
  readonly runtime = new ScriptedRuntime();
  readonly registry: EventRegistry = createEventRegistry([
    projectEvents,
    sessionsEvents,
    launchEvents,
    personEvents,
    resourcesEvents,
  ]);
  readonly store: MemoryEventStore = createMemoryEventStore(this.registry, () => this.now);
  readonly states = new StreamStates(this.store);
  readonly executor = new CommandExecutor(this.states, this.registry);
  readonly readModels = new MemoryReadModels(this.store, this.registry, [launchDocuments, resourceClassDocuments]);
  readonly checkpoints = new MemoryProjectionStore();
  readonly limits: LaunchLimits;
  /** Two that live as long as the world does. */
  readonly processes: readonly SteppedSaga[];
  private commands = 0;

  constructor({ limits }: WorldOptions = {}) {
    this.limits = { ...defaultLaunchLimits, ...limits };
    this.processes = [1, 2].map(() => new SteppedSaga(this, this.parts()));
  }

  static async create(options?: WorldOptions): Promise<SagaWorld> {
    const world = new SagaWorld(options);
    const projectId = PROJECT;
    await world.happens(projectStream(projectId), {
      type: 'ProjectCreated',
      data: { projectId, name: 'Flights', visibility: 'public', ownerId: OWNER },
    });
    await world.addSession(SESSION, ENVIRONMENT);
    return world;
  }

  async addSession(sessionId: string, environmentId: string): Promise<void> {
    const { environment, image, resources } = configuration;
    await this.happens(sessionsStream(PROJECT), {
      type: 'EnvironmentAdded',
      data: {
        projectId: PROJECT,
        sessionId,
        name: 'Notebooks',
        environment: { ...environment, environmentId, image },
        source: { kind: 'catalogue', environmentId, version: 1 },
        configuration: { resources, repositories: 'all', storages: 'all' },
      },
    });
  }

  async happens(stream: string, ...events: Event[]): Promise<void> {
    await this.executor.observe({ stream, evolver: nothingFolded, decide: () => events, part: 'spec' });
  }

  parts(overrides: Partial<LaunchSagaParts> = {}): LaunchSagaParts {
    const note = (_: object, event: string): void => void this.logged.push(event);
    return {
      store: this.store,
      executor: (states) => new CommandExecutor(states, this.registry),
      runtime: this.runtime,
      readModels: this.readModels,
      checkpoints: this.checkpoints,
      probe: () => Promise.resolve(this.answers),
      lease: new ScriptedLease(() => this.epoch),
      limits: this.limits,
      clock: () => this.now,
      timing: systemTiming,
      log: { info: note, warn: note, error: note },
      pace: swift,
      ...overrides,
    };
  }

  saga(overrides?: Partial<LaunchSagaParts>): LaunchSaga {
    return new LaunchSaga(this.parts(overrides));
  }

  /**
   * A process that has just started: it reconciles one launch until there is nothing more to do at once. `stale`: what it is
   * told late, or twice, before.
   */
  async reconcile(
    launchId: string,
    overrides?: Partial<LaunchSagaParts>,
    stale: readonly Observed[] = [],
  ): Promise<void> {
    await new SteppedSaga(this, this.parts(overrides)).reconcile(launchId, stale);
  }

  async launchAs(userId: string, sessionId = SESSION, environmentId = ENVIRONMENT): Promise<Launch> {
    const data = { launchId: launchIdOf(PROJECT, environmentId, userId), projectId: PROJECT, sessionId };
    const facts = await new FindLaunchableSession(this.states).find(data, { actor: userId }, this.states);
    const result = await this.executor.execute<typeof data, LaunchState, LaunchEvent>({
      stream: launchStream(data.launchId),
      evolver: launch,
      decide: (command, state) => launchSession({ ...command, ...facts }, state),
      command: { data, context: this.context(userId) },
    });
    return result.state as Launch;
  }

  async erase(userId: string): Promise<void> {
    await this.happens(personStream(userId), { type: 'PersonErased', data: { userId } });
  }

  async pause(launchId: string): Promise<void> {
    await this.ask(launchId, (state) => pause(state, 'asked'));
  }

  async stop(launchId: string, discard = false): Promise<void> {
    await this.ask(launchId, (state) => stop(state, { discard, reason: 'asked' }));
  }

  async resume(launchId: string): Promise<void> {
    await this.ask(launchId, (state) =>
      resumeLaunch({ ...this.context(state.userId), launchId, session: { configuration } }, state),
    );
  }

  async launch(launchId: string): Promise<Launch> {
    const { state } = await this.states.of(launchStream(launchId), launch);
    if (state === undefined) throw new Error(`no launch ${launchId}`);
    return state;
  }

  /** The types of a launch's events, in order. */
  story(launchId: string): string[] {
    return this.store.log.filter(({ stream }) => stream === launchStream(launchId)).map(({ type }) => type);
  }

  later(ms: number): void {
    this.now = new Date(this.now.getTime() + ms);
  }

  private async ask(launchId: string, decide: (state: Launch) => ReturnType<typeof pause>): Promise<void> {
    const state = await this.launch(launchId);
    await this.executor.execute<object, LaunchState, LaunchEvent>({
      stream: launchStream(launchId),
      evolver: launch,
      decide: (_, now) => (now === undefined ? [] : decide(now)),
      command: { data: {}, context: this.context(state.userId) },
    });
  }

  private context(actor: string) {
    this.commands += 1;
    const commandId = `00000000-0000-4000-8000-${String(this.commands).padStart(12, '0')}`;
    return { commandId, actor, correlationId: commandId, causationId: commandId };
  }
}
