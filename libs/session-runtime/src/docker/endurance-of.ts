import { startCause } from '../start-cause.js';
import { isMissing } from './is-missing.js';
import { isRefused } from './is-refused.js';

/** Of what an engine did not do: `unclear` is 500 for which it has no words that are known, its answer to nearly everything. */
export type Endurance = 'passing' | 'unclear' | 'lasting';

/** A gateway's or a daemon's own words that it cannot answer now. */
const momentary = new Set([408, 423, 425, 429, 502, 503, 504]);

/** Whether it may be done as it was asked for, a moment later. */
export function enduranceOf(error: unknown): Endurance {
  // Nobody answered, or what was there and is not any more, another process took away
  if (!isRefused(error) || isMissing(error)) return 'passing';
  if (startCause(error.message) === 'NO_SPACE') return 'lasting';
  if (momentary.has(error.statusCode) || isMomentary(error.message)) return 'passing';
  return error.statusCode === 409 || error.statusCode >= 500 ? 'unclear' : 'lasting';
}

/** Words of Docker, Podman and Linux for what is so at this moment. */
const isMomentary = (said: string): boolean =>
  /database is (locked|busy)|in progress|marked for removal|connection reset|broken pipe|context (canceled|deadline exceeded)|timed? ?out|temporarily unavailable|try again|too many open files|cannot allocate memory|(resource|file) (is )?busy/i.test(
    said,
  );
