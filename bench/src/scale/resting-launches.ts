import { SagaUnderLoad, until } from './saga-under-load.js';
import type { ScaleRow } from './scale-row.js';

const PASSES = 20;

const measure = async (resting: number, directory: string): Promise<Readonly<Record<string, number>>> => {
  const world = await SagaUnderLoad.open(directory);
  try {
    const launches = Array.from({ length: resting }, () => world.launch());
    await world.write(launches, ({ asked, started, pauseRequested, paused }) => [
      asked,
      started,
      pauseRequested,
      paused,
    ]);
    await world.projected();
    const begun = performance.now();
    // a pass at every tick
    await world.startSaga({ tickMs: 0, resyncMs: 0 });
    await until(() => world.runtime.lists > 1);
    const firstMs = performance.now() - begun;
    const [from, lists] = [performance.now(), world.runtime.lists];
    await until(() => world.runtime.lists >= lists + PASSES);
    return {
      'documents asked for': world.found,
      'streams read': world.reads,
      'start and first pass': firstMs,
      pass: (performance.now() - from) / PASSES,
    };
  } finally {
    await world.close();
  }
};

/** What paused launches cost the saga when it starts, and at each pass over what lives. */
export const restingLaunches: ScaleRow = {
  what: 'saga’s passes',
  of: 'resting launches',
  sizes: [1_000, 10_000, 50_000],
  goals: {
    'documents asked for': { unit: 'documents', atMost: 0 },
    'streams read': { unit: 'stream reads', atMost: 0 },
    'start and first pass': { unit: 'ms', growth: 2 },
    pass: { unit: 'ms', growth: 2 },
  },
  measure,
};
