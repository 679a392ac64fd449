import { randomBytes } from 'node:crypto';
import { join } from 'node:path';
import { generatedSecret, readSettings, type Settings, sharesDataDirectory } from '#libs/settings';
import { ConnectionKeys, type NamedKey } from './connection-keys.js';

type Source = Pick<Settings, 'CONNECTIONS_KEYS' | 'DATA_DIR' | 'MONGODB_URL' | 'SESSION_ACCESS_SECRET'>;

const generate = (): string => `generated:${randomBytes(32).toString('base64')}`;

const ofFile = async (dataDir: string): Promise<readonly NamedKey[]> => {
  const file = join(dataDir, 'connections', 'keys');
  const text = await generatedSecret(file, generate);
  try {
    return readSettings({ CONNECTIONS_KEYS: text }).CONNECTIONS_KEYS ?? [];
  } catch (cause) {
    throw new Error(
      `${file} is damaged: put it back from a backup, or delete it, and people have to connect their hosts anew.`,
      { cause },
    );
  }
};

/**
 * What people's tokens are encrypted with: the setting where there is one, otherwise `<dataDir>/connections/keys`, made at first use
 * and readable by its owner alone. Undefined where the processes share no directory, as who names stores and the secret of
 * sessions by settings: each would make a key of its own.
 */
export const loadConnectionKeys = async (settings: Source): Promise<ConnectionKeys | undefined> => {
  const { CONNECTIONS_KEYS: given, DATA_DIR } = settings;
  if (given === undefined && !sharesDataDirectory(settings)) return undefined;
  const [first, ...others] = given ?? (await ofFile(DATA_DIR));
  return first && new ConnectionKeys([first, ...others]);
};
