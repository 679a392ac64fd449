import { lstat, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { RunSpec } from '../session-runtime.js';
import {
  planStorages,
  type StorageMount,
  type StoragePlan,
  storageGone,
  withoutMounts,
} from '../storages/plan-storages.js';
import type { StorageSources } from '../storages/storage-sources.js';
import { unlessAbsent } from '../unless-absent.js';
import type { FrontEnd } from './front-end.js';

interface Places {
  readonly sources: StorageSources;
  readonly frontEnd: FrontEnd;
  /** The disk's. */
  readonly work: string;
}

/** What a run can have under /work of this computer's directories, now. */
export const localStorages = async (
  storages: RunSpec['storages'],
  { sources, frontEnd, work }: Places,
): Promise<StoragePlan<string>> => {
  const plan = planStorages(storages, { sources, placeOf: ({ directory }) => directory, mounts: 'a directory' });
  if (frontEnd.kind !== 'jupyter' || frontEnd.bubblewrap === undefined) return withoutMounts(plan, () => noSandbox);
  const found = await Promise.all(plan.mounts.map(async (mount) => [mount, await troubleWith(mount, work)] as const));
  const troubles = new Map(found);
  return withoutMounts(plan, (mount) => troubles.get(mount));
};

/** A link in its place would be no mount: nothing kept it from being changed, and it would outlive what was connected. */
const noSandbox =
  'this computer mounts storages for JupyterLab under bubblewrap alone. Install both (bubblewrap is for Linux) and resume.';

async function troubleWith({ name, source, place }: StorageMount<string>, work: string): Promise<string | undefined> {
  const directory = await stat(place).catch(() => undefined);
  if (directory?.isDirectory() !== true) return storageGone(source);
  // bubblewrap would follow a link of the user's
  const there = await unlessAbsent(lstat(join(work, name)));
  if (there === undefined || there.isDirectory()) return undefined;
  return 'a file or link of yours has this name. Rename it and resume.';
}
