import { measureExport } from '../measure-export.js';
import type { ScaleRow } from './scale-row.js';

/** Memory: what is held more at the end than when 100,000 events have passed, in a process that may hold 96 MiB of objects. */
export const projectExport: ScaleRow = {
  what: 'an export of a project, written and verified',
  of: 'events',
  sizes: [10_000, 100_000, 1_000_000],
  goals: {
    exported: { unit: 'events/s', atLeast: 20_000 },
    verified: { unit: 'events/s', atLeast: 20_000 },
    'memory, growth': { unit: 'MiB', atMost: 64 },
    'memory, verifying, growth': { unit: 'MiB', atMost: 64 },
    'memory, peak': { unit: 'MiB' },
  },
  measure: async (count, directory) => {
    const { exported, verified, peakMiB } = await measureExport(count, directory);
    const rate = (ms: number): number => count / (ms / 1000);
    return {
      exported: rate(exported.ms),
      verified: rate(verified.ms),
      'memory, growth': exported.growthMiB,
      'memory, verifying, growth': verified.growthMiB,
      'memory, peak': peakMiB,
    };
  },
};
