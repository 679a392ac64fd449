import type { RuntimeProblem } from '../runtime-problems.js';
import { NoAnswerError } from './with-time-limits.js';

const away = new Set(['ECONNREFUSED', 'ECONNRESET', 'ENOENT', 'EACCES', 'EPIPE']);

/** What keeps a container engine from answering; undefined for what it answers. */
export const engineProblem = (error: unknown): RuntimeProblem | undefined => {
  if (error instanceof NoAnswerError)
    return {
      name: `silent to ${error.call}`,
      detail: `the container engine takes ${error.call} and has not answered within ${error.withinMs / 1000} s`,
      advice: 'look into its log for what holds it up, or restart it: sessions that run go on',
    };
  if (!(error instanceof Error) || !('code' in error) || !away.has(String(error.code))) return undefined;
  return {
    name: 'container engine away',
    detail: `nothing answers where the container engine was (${String(error.code)})`,
    advice: 'start it (systemctl start docker, or podman.socket)',
  };
};
