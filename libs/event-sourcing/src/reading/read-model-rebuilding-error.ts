/** The documents of this version of a read model are not built yet. They will be: try again later. */
export class ReadModelRebuildingError extends Error {
  override readonly name = 'ReadModelRebuildingError';

  /** @param readModel name and version, as `launch.v2` */
  constructor(readonly readModel: string) {
    super(`the read model ${readModel} is being built`);
  }
}
