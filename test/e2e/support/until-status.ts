import { until } from '../../support/until.js';
import type { Person } from './person.js';

/** Of a launch, as this person is shown it; `patienceMs` as `until` has it. */
export const untilStatus = (person: Person, launchId: string, wanted: string, patienceMs?: number): Promise<true> => {
  let shown = '';
  const look = async (): Promise<boolean> => {
    const { body } = await person.get(`/launches/${launchId}`);
    shown = `${body['status']} ${body['phase'] ?? ''}`;
    return body['status'] === wanted;
  };
  return until(() => `it is ${wanted}, not ${shown}`, look, patienceMs);
};
