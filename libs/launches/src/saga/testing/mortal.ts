import { CommandExecutor, type Observation, type StreamStates } from '#libs/event-sourcing';
import type { RunKey, RunSpec, SessionRuntime } from '#libs/session-runtime';
import type { LaunchEvent } from '../../launch.events.js';
import type { LaunchState } from '../../launch.js';
import type { LaunchSagaParts } from '../launch-saga.parts.js';
import type { SagaWorld } from './saga-world.js';

export class Crash extends Error {}

export type When = 'before' | 'after';

/** A process that dies before or after its n-th effect or append, counted from 1; `happened` tells whether it came so far. */
export class Mortal {
  happened = false;
  private count = 0;

  constructor(
    private readonly nth: number,
    private readonly when: When,
  ) {}

  parts(world: SagaWorld): Partial<LaunchSagaParts> {
    const { runtime } = world;
    const step = <T>(work: () => Promise<T>): Promise<T> => this.step(work);
    const mortalRuntime = Object.assign(Object.create(runtime) as SessionRuntime, {
      ensure: (spec: RunSpec) => step(() => runtime.ensure(spec)),
      end: (key: RunKey, epoch: bigint) => step(() => runtime.end(key, epoch)),
      discard: (diskId: string, epoch: bigint) => step(() => runtime.discard(diskId, epoch)),
    });
    const executor = (states: StreamStates): CommandExecutor => {
      const immortal = new CommandExecutor(states, world.registry);
      return Object.assign(Object.create(immortal) as CommandExecutor, {
        observe: (observation: Observation<LaunchState, LaunchEvent>) => step(() => immortal.observe(observation)),
      });
    };
    return { runtime: mortalRuntime, executor };
  }

  private async step<T>(work: () => Promise<T>): Promise<T> {
    if (this.happened) throw new Crash('dead');
    this.count += 1;
    if (this.count !== this.nth) return work();
    this.happened = true;
    if (this.when === 'after') await work();
    throw new Crash('killed');
  }
}
