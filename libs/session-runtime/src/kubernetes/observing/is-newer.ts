/** Resource versions grow with each write to the cluster, in numbers that exceed a double's. */
export const isNewer = (version: string | undefined, than: string | undefined): boolean =>
  BigInt(version ?? '0') > BigInt(than ?? '0');
