import { SigningKeys, signingKeyFile } from '#libs/audit';
import { generatedSecret, type Settings, sharesDataDirectory } from '#libs/settings';
import { readSettingFile } from '../process/read-setting-file.js';

type Source = Pick<Settings, 'SIGNING_KEY_FILE' | 'DATA_DIR' | 'MONGODB_URL' | 'SESSION_ACCESS_SECRET'>;

const parse = (text: string): SigningKeys => SigningKeys.parse(text);

const ofDirectory = async (dataDir: string): Promise<SigningKeys> => {
  const file = signingKeyFile(dataDir);
  const text = await generatedSecret(file, () => SigningKeys.generate());
  try {
    return parse(text);
  } catch (cause) {
    throw new Error(
      `${file} is damaged: put it back from a backup, or delete it, and keep what /api/v1/signing-keys answered to verify older exports.`,
      { cause },
    );
  }
};

/**
 * What exports and anchors are signed with: the setting's file where there is one, otherwise `<dataDir>/signing/key.pem`, made at first use and
 * readable by its owner alone. Undefined where the processes share no directory: each would make a key of its own. Throws
 * InvalidSettingsError.
 */
export const loadSigningKeys = async (settings: Source): Promise<SigningKeys | undefined> => {
  const { SIGNING_KEY_FILE: file, DATA_DIR } = settings;
  if (file !== undefined) return readSettingFile('SIGNING_KEY_FILE', file, parse);
  return sharesDataDirectory(settings) ? ofDirectory(DATA_DIR) : undefined;
};
