/** A storage that the administrator offers to projects. */
export interface OfferedStorage {
  readonly source: string;
  /** By sessions of projects that do not connect it as read-only. */
  readonly writable: boolean;
}

/** `readonly OfferedStorage[]`. Not provided: none. */
export const OFFERED_STORAGES = Symbol('OfferedStorages');
