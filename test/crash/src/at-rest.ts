import { within } from '../../support/until.js';
import { RecordedLog } from './recorded-log.js';
import { unsettled } from './unsettled.js';

/** The log once everything has come to rest, or after `patienceMs`, with what is still under way then. */
export const atRest = async (
  eventStore: string,
  runningPerUser: number,
  patienceMs: number,
): Promise<{ readonly log: RecordedLog; readonly underWay: readonly string[] }> => {
  const look = async () => {
    const log = await RecordedLog.read(eventStore);
    return { log, underWay: unsettled(log.launches(), runningPerUser) };
  };
  const rested = await within(patienceMs, async () => {
    const seen = await look();
    return seen.underWay.length === 0 && seen;
  });
  return rested ?? look();
};
