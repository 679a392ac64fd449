import { catchUp } from '../catch-up.js';
import type { ScaleRow } from './scale-row.js';

const measure = async (size: number, directory: string): Promise<Readonly<Record<string, number>>> => {
  const { events, seconds, peakMiB } = await catchUp(directory, size);
  return { rate: events / seconds, 'memory (RSS) at most': peakMiB };
};

/** All read models from an empty database, as after an operator's decision to build them anew. */
export const rebuild: ScaleRow = {
  what: 'rebuild',
  of: 'events',
  sizes: [50_000, 250_000, 1_000_000],
  goals: {
    rate: { unit: 'events/s', atLeast: 20_000, growth: 1.1 },
    'memory (RSS) at most': { unit: 'MiB', atMost: 400 },
  },
  measure,
};
