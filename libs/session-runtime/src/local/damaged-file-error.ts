/** A file of ours that is there and is not what we wrote: the power went before it was on the disk, or somebody changed it. */
export class DamagedFileError extends Error {
  override readonly name = 'DamagedFileError';

  constructor(path: string, cause: unknown) {
    super(`${path} is damaged: it is not JSON.`, { cause });
  }
}
