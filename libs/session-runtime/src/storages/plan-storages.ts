import type { RunSpec, RunWarning } from '../session-runtime.js';
import type { StorageSource } from './storage-source.js';
import type { StorageSources } from './storage-sources.js';

/** `Place`: where a runtime finds it. */
export interface StorageMount<Place> {
  /** Under /work. */
  readonly name: string;
  readonly source: string;
  readonly place: Place;
  readonly isWritable: boolean;
}

export interface StoragePlan<Place> {
  readonly mounts: readonly StorageMount<Place>[];
  /** Of what is not mounted. */
  readonly warnings: readonly RunWarning[];
}

interface Offer<Place> {
  readonly sources: StorageSources;
  /** Undefined for what this runtime cannot mount. */
  readonly placeOf: (source: StorageSource) => Place | undefined;
  /** What the runtime mounts, in the words of the file: `a directory`. */
  readonly mounts: string;
}

/** What a run is to have under /work, by what the administrator offers now: never more than was connected, nor than is allowed. */
export const planStorages = <Place>(
  storages: RunSpec['storages'],
  { sources, placeOf, mounts: what }: Offer<Place>,
): StoragePlan<Place> => {
  const mounts: StorageMount<Place>[] = [];
  const warnings: RunWarning[] = [];
  for (const { name, source, readOnly } of storages) {
    const offered = sources.of(source);
    const place = offered && placeOf(offered);
    if (offered === undefined) warnings.push(storageUnavailable(name, notOffered(source)));
    else if (place === undefined) warnings.push(storageUnavailable(name, notHere(source, what)));
    else mounts.push({ name, source, place, isWritable: offered.writable && !readOnly });
  }
  return { mounts, warnings };
};

/** The plan without these mounts, of which it says why they are not there. */
export const withoutMounts = <Place>(
  { mounts, warnings }: StoragePlan<Place>,
  whyNot: (mount: StorageMount<Place>) => string | undefined,
): StoragePlan<Place> => {
  const judged = mounts.map((mount) => ({ mount, why: whyNot(mount) }));
  return {
    mounts: judged.filter(({ why }) => why === undefined).map(({ mount }) => mount),
    warnings: [
      ...warnings,
      ...judged.flatMap(({ mount: { name }, why }) => (why === undefined ? [] : [storageUnavailable(name, why)])),
    ],
  };
};

const storageUnavailable = (name: string, why: string): RunWarning => ({
  code: 'storage-unavailable',
  message: `There is no /work/${name}: ${why}`,
});

const notOffered = (source: string): string =>
  `“${source}” is not offered any more. Ask your administrator for it, or have an editor disconnect it.`;

const notHere = (source: string, what: string): string =>
  `“${source}” is not where sessions run. Ask your administrator: its entry in the file of STORAGES_FILE needs ${what}.`;

/** What the entry names is not there now. */
export const storageGone = (source: string): string =>
  `what “${source}” stands for is not there. Ask your administrator; the next run looks again.`;
