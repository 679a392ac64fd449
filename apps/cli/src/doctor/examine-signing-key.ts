import { readFile } from 'node:fs/promises';
import { SigningKeys } from '#libs/audit';
import { type Settings, sharesDataDirectory } from '#libs/settings';
import type { Finding } from './finding.js';

const check = 'signing key';
const advice =
  'make one (openssl genpkey -algorithm ed25519), and name its file by SIGNING_KEY_FILE for api and worker';

const ofFile = async (file: string): Promise<Finding> => {
  try {
    const { keyId } = SigningKeys.parse(await readFile(file, 'utf8'));
    return { check, status: 'ok', detail: `exports and anchors are signed with ${keyId}` };
  } catch (error) {
    const said = error instanceof Error ? error.message.trim() : String(error);
    return { check, status: 'problem', detail: `SIGNING_KEY_FILE cannot be used: ${said}`, advice };
  }
};

export const examineSigningKey = async (settings: Settings): Promise<Finding[]> => {
  const { SIGNING_KEY_FILE: file } = settings;
  if (file !== undefined) return [await ofFile(file)];
  // else it is made in the directory that the processes share
  if (sharesDataDirectory(settings)) return [];
  const detail = 'there is none: exports are answered 503, and the log is not anchored';
  return [{ check, status: 'warning', detail, advice }];
};
