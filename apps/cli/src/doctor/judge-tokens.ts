import type { TokensByKey } from '#libs/connections';
import type { Finding } from './finding.js';

const check = 'tokens of people';

/** Whether those that people gave for Git hosts can be read, and whether an older key is needed for it. */
export const judgeTokens = ({ newest, older, unreadable }: TokensByKey): Finding => {
  const all = newest + older + unreadable;
  if (unreadable > 0)
    return {
      ...{ check, status: 'warning', detail: `${unreadable} of ${all} cannot be read with the keys that are here` },
      advice:
        'name the key that is missing in CONNECTIONS_KEYS of api and worker, or put the file of keys back into DATA_DIR: people are asked for their tokens anew meanwhile',
    };
  if (older > 0) {
    const detail = `${older} of ${all} are under an older key: keep it until the start of a worker has brought them under the newest one`;
    return { check, status: 'ok', detail };
  }
  return { check, status: 'ok', detail: all === 0 ? 'there are none' : `all ${all} are under the newest key` };
};
