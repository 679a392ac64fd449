import { realpathSync } from 'node:fs';
import { resolve } from 'node:path';
import { StorageSources } from '#libs/session-runtime';
import type { Settings } from '#libs/settings';
import { readSettingFile } from '../process/read-setting-file.js';

type Given = Pick<Settings, 'STORAGES_FILE' | 'DATA_DIR'>;

/** What the administrator offers. Throws an `InvalidSettingsError` that says what to mend. */
export const readStorages = ({ STORAGES_FILE: file, DATA_DIR }: Given): StorageSources => {
  if (file === undefined) return new StorageSources();
  return readSettingFile('STORAGES_FILE', file, (text) => {
    const sources = StorageSources.parse(text);
    refuseOurOwn(sources, DATA_DIR);
    return sources;
  });
};

/** Sessions would see the stores, their passwords and each other's disks. */
const refuseOurOwn = ({ all }: StorageSources, dataDir: string): void => {
  const own = whereReally(resolve(dataDir));
  const wrong = all.flatMap(({ directory }, index) => {
    const path = directory === undefined ? undefined : whereReally(directory);
    const isOurs = path !== undefined && (`${path}/`.startsWith(`${own}/`) || `${own}/`.startsWith(`${path}/`));
    return isOurs ? [`  ${index}.directory: lies in DATA_DIR (${dataDir}), or has it in it`] : [];
  });
  if (wrong.length > 0) throw new Error(wrong.join('\n'));
};

/** Links followed, where it is there. */
const whereReally = (path: string): string => {
  try {
    return realpathSync(path);
  } catch {
    return path;
  }
};
