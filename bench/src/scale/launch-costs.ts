import { percentile } from '../latencies.js';
import { type BenchLaunch, SagaUnderLoad, until } from './saga-under-load.js';
import type { ScaleRow } from './scale-row.js';

const SAMPLES = 20;

interface Cost {
  readonly reads: number;
  readonly lists: number;
  readonly ms: number;
}

/** Of one launch after the other; each is over once the saga has recorded its end. */
const costOf = async (
  world: SagaUnderLoad,
  launches: readonly BenchLaunch[],
  begin: (launch: BenchLaunch) => Promise<void>,
  end: string,
): Promise<Cost> => {
  const [reads, lists] = [world.reads, world.runtime.lists];
  const times: number[] = [];
  for (const launch of launches) {
    const begun = performance.now();
    await begin(launch);
    await until(() => world.has(launch, end));
    times.push(performance.now() - begun);
  }
  return {
    reads: (world.reads - reads) / launches.length,
    lists: world.runtime.lists - lists,
    ms: percentile(times, 50),
  };
};

const measure = async (size: number, directory: string): Promise<Readonly<Record<string, number>>> => {
  const world = await SagaUnderLoad.open(directory);
  try {
    const known = Array.from({ length: size }, () => world.launch());
    await world.write(known, ({ asked, started }) => [asked, started]);
    for (const launch of known) world.runtime.isReady(launch);
    await world.projected();
    await world.startSaga();
    // the first pass reads each once, and who it is of; the one project that all of these are in, and its sessions, are read once
    await until(() => world.reads >= 2 * size + 2);
    const launches = Array.from({ length: SAMPLES }, () => world.launch());
    const started = await costOf(
      world,
      launches,
      (launch) => world.write([launch], ({ asked }) => [asked]),
      'SessionStarted',
    );
    const paused = await costOf(world, launches, (launch) => world.say(launch, launch.pauseRequested), 'SessionPaused');
    return {
      'reads, launch → running': started.reads,
      'lists, launch → running': started.lists,
      'launch → running': started.ms,
      'reads, pause → paused': paused.reads,
      'lists, pause → paused': paused.lists,
      'pause → paused': paused.ms,
    };
  } finally {
    await world.close();
  }
};

/** What a launch costs the saga, on both embedded servers and over a runtime that costs nothing. */
export const launchCosts: ScaleRow = {
  what: 'saga',
  of: 'launches known',
  sizes: [10, 100, 1_000],
  goals: {
    'reads, launch → running': { unit: 'stream reads', atMost: 6, growth: 1.5 },
    'lists, launch → running': { unit: 'listings', atMost: 0 },
    'launch → running': { unit: 'ms (p50)', growth: 2 },
    'reads, pause → paused': { unit: 'stream reads', atMost: 4, growth: 1.5 },
    'lists, pause → paused': { unit: 'listings', atMost: 0 },
    'pause → paused': { unit: 'ms (p50)', growth: 2 },
  },
  measure,
};
