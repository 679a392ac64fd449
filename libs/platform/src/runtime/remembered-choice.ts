import { existsSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { generatedSecret } from '#libs/settings';
import type { ChosenBefore } from './choose-runtime.js';

const fileIn = (dataDir: string): string => join(dataDir, 'session-runtime');

const hasCode = (error: unknown, code: string): boolean => (error as NodeJS.ErrnoException).code === code;

/** What `auto` chose before, or, of a data directory of a version that knew one runtime, that one. */
export const rememberedChoice = async (dataDir: string): Promise<ChosenBefore | undefined> => {
  try {
    const text = (await readFile(fileIn(dataDir), 'utf8')).trim();
    if (text === 'docker' || text === 'local') return text;
    throw new Error(
      `${fileIn(dataDir)} says “${text}”: write docker or local, where the sessions of this DATA_DIR are.`,
    );
  } catch (error) {
    if (!hasCode(error, 'ENOENT')) throw error;
    return existsSync(join(dataDir, 'runtime', 'disks')) ? 'local' : undefined;
  }
};

/** Of processes that begin at once, the first one decides: answers what it said. */
export const rememberChoice = async (dataDir: string, choice: ChosenBefore): Promise<ChosenBefore | undefined> => {
  await generatedSecret(fileIn(dataDir), () => choice);
  return rememberedChoice(dataDir);
};
