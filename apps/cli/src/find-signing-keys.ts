import { readFile } from 'node:fs/promises';
import { SigningKeys, signingKeyFile } from '#libs/audit';
import { readSettings } from '#libs/settings';

const names = ['SIGNING_KEY_FILE', 'DATA_DIR'];

/** The installation's. They are not made here where there are none: nobody would know whose they are. */
export const findSigningKeys = async (): Promise<SigningKeys> => {
  const settings = readSettings(Object.fromEntries(names.map((name) => [name, process.env[name]])));
  const file = settings.SIGNING_KEY_FILE ?? signingKeyFile(settings.DATA_DIR);
  try {
    return SigningKeys.parse(await readFile(file, 'utf8'));
  } catch (cause) {
    const said = cause instanceof Error ? cause.message.trim() : String(cause);
    throw new Error(`the signing key in ${file} cannot be used: ${said}; set SIGNING_KEY_FILE, or DATA_DIR`, { cause });
  }
};
