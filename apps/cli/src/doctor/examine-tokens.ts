import { join } from 'node:path';
import { DocumentConnections, loadConnectionKeys, type PersonConnections, type TokensByKey } from '#libs/connections';
import type { ReadModelsConnection } from '#libs/read-models';
import { type Settings, sharesDataDirectory } from '#libs/settings';
import { isThere } from '../is-there.js';
import type { Finding } from './finding.js';

const check = 'tokens of people';

/** Whether those that people gave for Git hosts can be read, and whether an older key is needed for it. */
const judgeTokens = ({ newest, older, unreadable }: TokensByKey): Finding => {
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

/** Whether the key that the settings name, or the directory has, reads what people gave. It makes none. */
export const examineTokens = async (
  database: Pick<ReadModelsConnection, 'collection'>,
  settings: Settings,
): Promise<Finding> => {
  const { CONNECTIONS_KEYS: given, DATA_DIR } = settings;
  if (given === undefined && !sharesDataDirectory(settings))
    return {
      ...{ check, status: 'warning', detail: 'there is no key: nobody can connect a Git host (503)' },
      advice: 'name one by CONNECTIONS_KEYS for api and worker (docs/operations.md, Tokens of people)',
    };
  try {
    const hasKeys = given !== undefined || (await isThere(join(DATA_DIR, 'connections', 'keys')));
    const keys = hasKeys ? await loadConnectionKeys(settings) : undefined;
    const documents = database.collection<PersonConnections>('connections');
    return judgeTokens(await new DocumentConnections(documents, keys).byKey());
  } catch (error) {
    const detail = error instanceof Error ? error.message : String(error);
    return { check, status: 'problem', detail };
  }
};
