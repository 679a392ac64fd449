import { join } from 'node:path';
import { generatedSecret } from '#libs/settings';
import { minimalSecretLength } from './session-access-tokens.js';

/**
 * The secret that the API and the gateway share: the setting where there is one, otherwise `<dataDir>/gateway/secret`,
 * generated at first use and readable by its owner alone. Throws where that file is damaged.
 */
export const loadSessionAccessSecret = async (setting: string | undefined, dataDir: string): Promise<string> => {
  if (setting !== undefined && setting !== '') return setting;
  const file = join(dataDir, 'gateway', 'secret');
  const secret = await generatedSecret(file);
  if (secret.length < minimalSecretLength)
    throw new Error(
      `${file} is damaged: put it back from a backup, or delete it: a new one is made at the next start, and people open their sessions again.`,
    );
  return secret;
};
