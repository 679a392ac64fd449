import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { measureExport } from '../measure-export.js';
import { atLeast, type Measurement } from '../measurement.js';

const EVENTS = 100_000;

/** A project's events from the embedded database into a signed file, and that file verified. */
export const exports = async (directory: string): Promise<Measurement[]> => {
  const own = join(directory, 'exports');
  await mkdir(own);
  const { exported, verified } = await measureExport(EVENTS, own);
  const [rate, of] = [(ms: number) => EVENTS / (ms / 1000), ` (${EVENTS.toLocaleString('en')} events)`];
  const cpu = ({ cpuMs }: { readonly cpuMs: number }) =>
    `, ${Math.round(rate(cpuMs)).toLocaleString('en')}/s of CPU time`;
  return [
    atLeast('export of a project, signed', 20_000, rate(exported.ms), of + cpu(exported)),
    atLeast('verification of an export', 20_000, rate(verified.ms), of + cpu(verified)),
  ];
};
