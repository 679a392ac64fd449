import type { Log, Timing } from '#libs/event-sourcing';
import { RegistryError } from '#libs/image-registry';
import type { ReadingsStore } from '../stored/readings-store.js';
import type { Reading } from './reading.js';
import { ReadingEndedError } from './reading-ended-error.js';

interface Options {
  readonly readings: ReadingsStore;
  readonly timing: Timing;
  readonly log: Log;
  readonly beatMs: number;
  /** Without somebody who asks, an image is read no longer. */
  readonly patienceMs: number;
}

/** Whoever takes places for others by being slow has so long beside what a network of half a megabyte a second needs for what has come. */
const LEAST_MS = 120_000;
const LEAST_BYTES_A_MS = 512;

/** Gives signs of life of an image that is being read, and ends it where there is no reason any more. */
export class ReadingKeeper {
  constructor(private readonly options: Options) {}

  /** Until told to stop. Never rejects. */
  async keep(reading: Reading, holder: string, stop: AbortSignal): Promise<void> {
    const { timing, beatMs } = this.options;
    const begun = timing.now();
    for (let asks = 0; ; ) {
      await timing.sleep(beatMs, stop);
      if (stop.aborted) return;
      const heard = await this.#beat(reading, holder, asks);
      if (heard > asks) [asks, reading.askedAt] = [heard, timing.now()];
      const end = this.#reasonToEnd(reading, timing.now() - begun);
      if (end !== undefined) reading.end(end);
    }
  }

  /** How often others asked. A database that does not answer is no reason to end: whoever takes over has another holder. */
  async #beat(reading: Reading, holder: string, asks: number): Promise<number> {
    try {
      const heard = await this.options.readings.beat(reading.asked.id, holder, reading.progress);
      if (heard === undefined) reading.end(new ReadingEndedError('somebody else reads it'));
      return heard ?? asks;
    } catch (error) {
      this.options.log.warn({ err: error, image: reading.asked.id }, 'a sign of life of a reading was not kept');
      return asks;
    }
  }

  #reasonToEnd({ askedAt, progress, asked: { image } }: Reading, passedMs: number): Error | undefined {
    if (this.options.timing.now() - askedAt > this.options.patienceMs)
      return new ReadingEndedError('nobody waits for it');
    if (passedMs < LEAST_MS + progress.doneBytes / LEAST_BYTES_A_MS) return undefined;
    return new RegistryError('registry-unreachable', `The registry ${image.registry} is too slow: try again later.`);
  }
}
