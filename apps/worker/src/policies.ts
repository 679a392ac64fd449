import { Inject, Injectable, type OnApplicationBootstrap, type OnApplicationShutdown } from '@nestjs/common';
import { DiscoveryService, ModuleRef } from '@nestjs/core';
import { CommandBus } from '@nestjs/cqrs';
import {
  type CommandContext,
  type CommandResult,
  type Event,
  type EventStore,
  type Held,
  type Lease,
  type PolicyCommand,
  PolicyRunner,
  policyRunName,
} from '#libs/event-sourcing';
import { type Condition, Health, LOGGER, type Logger } from '#libs/observability';
import { DATABASE } from '#libs/platform';
import type { ReadModelsConnection } from '#libs/read-models';
import { DeclaredPolicy, EVENT_STORE } from '#libs/slice';
import { LeasedTask } from './leased-task.js';

/** One policy under its own lease. */
class RunningPolicy extends LeasedTask {
  constructor(
    readonly name: string,
    lease: Lease,
    private readonly runner: PolicyRunner<Event, unknown>,
  ) {
    super(lease);
  }

  condition(): Condition {
    const problems = this.runner.degraded();
    return problems.length === 0 ? { status: 'up', detail: this.leaseState } : { status: 'degraded', problems };
  }

  protected work(held: Held): Promise<void> {
    return this.runner.run(held);
  }
}

/** Runs every policy that the slices of this application declare; their commands go over the command bus. */
@Injectable()
export class Policies implements OnApplicationBootstrap, OnApplicationShutdown {
  private running: readonly RunningPolicy[] = [];

  constructor(
    private readonly discovery: DiscoveryService,
    private readonly modules: ModuleRef,
    private readonly commands: CommandBus,
    @Inject(EVENT_STORE) private readonly events: EventStore,
    @Inject(DATABASE) private readonly database: ReadModelsConnection,
    @Inject(LOGGER) private readonly log: Logger,
    private readonly health: Health,
  ) {}

  onApplicationBootstrap(): void {
    this.running = this.declared().map((policy) => this.run(policy));
    for (const policy of this.running) {
      this.health.add({ name: policy.name, check: () => policy.condition() });
      policy.onApplicationBootstrap();
    }
  }

  /** Of their leases and checkpoints. */
  get names(): readonly string[] {
    return this.running.map(({ name }) => name);
  }

  async onApplicationShutdown(): Promise<void> {
    await Promise.all(this.running.map((policy) => policy.onApplicationShutdown()));
  }

  private declared(): DeclaredPolicy[] {
    return this.discovery
      .getProviders()
      .map((wrapper): unknown => wrapper.instance)
      .filter((instance): instance is DeclaredPolicy => instance instanceof DeclaredPolicy);
  }

  private run(declared: DeclaredPolicy): RunningPolicy {
    const { policy, slot } = declared;
    const name = policyRunName(policy);
    const lease = this.database.lease(name);
    const runner = new PolicyRunner({
      policy,
      ports: slot.ports && this.modules.get<unknown>(slot.ports, { strict: false }),
      events: this.events,
      store: this.database.projectionStore,
      send: async (command, context) => {
        lease.assertHeld();
        return this.send(declared, command, context);
      },
      startAt: slot.startAt,
      log: this.log,
    });
    return new RunningPolicy(name, lease, runner);
  }

  private send(
    declared: DeclaredPolicy,
    { name, data }: PolicyCommand,
    context: CommandContext,
  ): Promise<CommandResult | undefined> {
    const Command = declared.commandNamed(name);
    return this.commands.execute(new Command(data, context));
  }
}
