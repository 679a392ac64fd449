import { SagaUnderLoad, until } from './saga-under-load.js';
import type { ScaleRow } from './scale-row.js';

const SAMPLES = 3;

const measure = async (waiting: number, directory: string): Promise<Readonly<Record<string, number>>> => {
  const world = await SagaUnderLoad.open(directory);
  try {
    const running = Array.from({ length: SAMPLES }, () => world.launch());
    await world.write(running, ({ asked, started }) => [asked, started]);
    for (const launch of running) world.runtime.isReady(launch);
    await world.projected();
    await world.startSaga();
    const launches = Array.from({ length: waiting }, () => world.launch());
    for (const { launchId } of launches) world.runtime.held.add(launchId);
    await world.write(launches, ({ asked }) => [asked]);
    await until(() => world.runtime.asked > 0);
    let longest = 0;
    for (const launch of running) {
      const begun = performance.now();
      await world.say(launch, launch.stopRequested);
      await until(() => world.runtime.hasEnded(launch));
      longest = Math.max(longest, performance.now() - begun);
    }
    return { 'until its run is told to end': longest };
  } finally {
    await world.close();
  }
};

/** The longest of a few stops, behind launches that wait for a runtime that does not answer. */
export const stopBehindWaiting: ScaleRow = {
  what: 'stop',
  of: 'waiting launches',
  sizes: [20, 200, 2_000],
  goals: { 'until its run is told to end': { unit: 'ms', atMost: 1_000 } },
  measure,
};
