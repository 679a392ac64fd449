import { access } from 'node:fs/promises';
import { join } from 'node:path';
import { DocumentConnections, loadConnectionKeys, type PersonConnections } from '#libs/connections';
import type { ReadModelsConnection } from '#libs/read-models';
import type { Settings } from '#libs/settings';
import type { Finding } from './finding.js';
import { judgeTokens } from './judge-tokens.js';

const check = 'tokens of people';

const isThere = (file: string): Promise<boolean> =>
  access(file).then(
    () => true,
    () => false,
  );

const sharesNoDirectory = ({ MONGODB_URL, SESSION_ACCESS_SECRET }: Settings): boolean =>
  MONGODB_URL !== undefined && SESSION_ACCESS_SECRET !== undefined;

/** Whether the key that the settings name, or the directory has, reads what people gave. It makes none. */
export const examineTokens = async (
  database: Pick<ReadModelsConnection, 'collection'>,
  settings: Settings,
): Promise<Finding> => {
  const { CONNECTIONS_KEYS: given, DATA_DIR } = settings;
  if (given === undefined && sharesNoDirectory(settings))
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
