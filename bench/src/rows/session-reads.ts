import { join } from 'node:path';
import { percentile } from '../latencies.js';
import { atLeast, type Measurement } from '../measurement.js';
import { startStandalone } from '../programs.js';
import { Requests } from '../requests.js';

const CONNECTIONS = 20;
const SESSIONS = 5;
const WARM_UP_MS = 1_500;
const MEASURED_MS = 5_000;

const readFor = async (requests: Requests, path: string, forMs: number): Promise<number[]> => {
  const end = performance.now() + forMs;
  const times: number[] = [];
  while (performance.now() < end) {
    const begun = performance.now();
    await requests.send('GET', path);
    times.push(performance.now() - begun);
  }
  return times;
};

/** GET of a project's sessions from a started standalone: authenticated, authorised, joined with catalogue and launches. */
export const sessionReads = async (directory: string): Promise<Measurement[]> => {
  const standalone = await startStandalone(join(directory, 'reads'));
  const requests = new Requests(await standalone.ready(), await standalone.token('grace'), CONNECTIONS);
  try {
    const { body: project } = await requests.send('POST', '/projects', { body: { name: 'Read' } });
    const path = `/projects/${(project as { projectId: string }).projectId}/sessions`;
    const { body: catalogue } = await requests.send('GET', '/environments');
    const [{ environmentId }] = catalogue as [{ environmentId: string }];
    const environment = { source: 'catalogue', environmentId };
    let position = '';
    for (let index = 0; index < SESSIONS; index += 1)
      position = String((await requests.send('POST', path, { body: { environment } })).headers['position']);
    await requests.send('GET', path, { minPosition: position });
    const all = (forMs: number) =>
      Promise.all(Array.from({ length: CONNECTIONS }, () => readFor(requests, path, forMs)));
    await all(WARM_UP_MS);
    const begun = performance.now();
    const times = (await all(MEASURED_MS)).flat();
    const rate = times.length / ((performance.now() - begun) / 1000);
    const detail = ` (p50 ${percentile(times, 50).toFixed(1)} ms, p99 ${percentile(times, 99).toFixed(1)} ms)`;
    return [atLeast(`GET a project's ${SESSIONS} sessions, ${CONNECTIONS} connections`, 2_000, rate, detail)];
  } finally {
    requests.close();
    await standalone.end();
  }
};
