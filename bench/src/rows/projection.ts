import { join } from 'node:path';
import { domainProjections } from '#libs/domain';
import { catchUp } from '../catch-up.js';
import { atLeast, type Measurement } from '../measurement.js';

const EVENTS = 100_000;

/** The worker's projector with every read model of the domain, from an empty database to the end of the log. */
export const projection = async (directory: string): Promise<Measurement[]> => {
  const { events, seconds, cpu } = await catchUp(join(directory, 'projection'), EVENTS);
  const each = (ms: number): string => ((ms * 1000) / events).toFixed(0);
  const used = `projector ${each(cpu.projector)}, documents ${each(cpu.documents)}, event store ${each(cpu.eventStore)}`;
  return [
    atLeast(
      `catch-up projection, ${domainProjections.length} read models`,
      20_000,
      events / seconds,
      ` (${events.toLocaleString('en')} events in ${seconds.toFixed(1)} s; µs of CPU an event: ${used})`,
    ),
  ];
};
