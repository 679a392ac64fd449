import type { RunSpec } from '../session-runtime.js';
import { planStorages, type StoragePlan, storageGone, withoutMounts } from '../storages/plan-storages.js';
import type { StorageSources } from '../storages/storage-sources.js';
import type { DirectoryProbe } from './directory-probe.js';

/** Of what is connected, what the engine's machine has now. */
export const dockerStorages = async (
  { storages }: RunSpec,
  sources: StorageSources,
  probe: DirectoryProbe,
): Promise<StoragePlan<string>> => {
  const plan = planStorages(storages, { sources, placeOf: ({ directory }) => directory, mounts: 'a directory' });
  const places = [...new Set(plan.mounts.map(({ place }) => place))];
  const found = await Promise.all(places.map(async (place) => ((await probe.isThere(place)) ? [place] : [])));
  const there = new Set(found.flat());
  return withoutMounts(plan, ({ source, place }) => (there.has(place) ? undefined : storageGone(source)));
};
