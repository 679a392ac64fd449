import { open } from 'node:fs/promises';
import { cpus, loadavg, release, totalmem, type } from 'node:os';
import { join } from 'node:path';
import { percentile } from './latencies.js';

export interface Machine {
  readonly cpu: string;
  readonly cores: number;
  readonly memoryGiB: number;
  readonly system: string;
  readonly node: string;
  /** Median time to write 4 KiB and fsync it, where the benches keep their data. */
  readonly fsyncMs: number;
  /** Of the last minute, before the first bench. */
  readonly load: number;
}

const FSYNCS = 100;

const measureFsync = async (directory: string): Promise<number> => {
  const file = await open(join(directory, 'fsync'), 'w');
  const block = Buffer.alloc(4096, 1);
  const times: number[] = [];
  try {
    for (let index = 0; index < FSYNCS; index += 1) {
      const begun = performance.now();
      await file.write(block);
      await file.sync();
      times.push(performance.now() - begun);
    }
  } finally {
    await file.close();
  }
  return percentile(times, 50);
};

export const describeMachine = async (directory: string): Promise<Machine> => ({
  cpu: cpus()[0]?.model.trim() ?? 'unknown',
  cores: cpus().length,
  memoryGiB: Math.round((totalmem() / 2 ** 30) * 10) / 10,
  system: `${type()} ${release()}`,
  node: process.version,
  fsyncMs: await measureFsync(directory),
  load: loadavg()[0] ?? 0,
});
