import { existsSync } from 'node:fs';
import { mkdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
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
  await mkdir(dirname(fileIn(dataDir)), { recursive: true, mode: 0o700 });
  try {
    await writeFile(fileIn(dataDir), `${choice}\n`, { flag: 'wx', mode: 0o600 });
    return choice;
  } catch (error) {
    if (!hasCode(error, 'EEXIST')) throw error;
    return rememberedChoice(dataDir);
  }
};
