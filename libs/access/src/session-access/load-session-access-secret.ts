import { join } from 'node:path';
import { generatedSecret } from '#libs/settings';

/**
 * The secret that the API and the gateway share: the setting where there is one, otherwise `<dataDir>/gateway/secret`,
 * generated at first use and readable by its owner alone.
 */
export const loadSessionAccessSecret = async (setting: string | undefined, dataDir: string): Promise<string> =>
  setting !== undefined && setting !== '' ? setting : generatedSecret(join(dataDir, 'gateway', 'secret'));
