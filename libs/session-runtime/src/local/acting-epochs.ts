import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { StaleEpochError } from '../stale-epoch-error.js';
import { unlessAbsent } from '../unless-absent.js';

/**
 * Under which epochs the drivers over one directory have acted: a file each, named after it, of which the greatest counts. A
 * file's name only ever adds to what is known, so drivers in several processes need no lock to agree, and one that is killed
 * leaves nothing half.
 */
export class ActingEpochs {
  constructor(private readonly directory: string) {}

  /** From when this resolves on, no smaller epoch is admitted by any driver. Rejects with StaleEpochError. */
  async admit(epoch: bigint): Promise<void> {
    if ((await this.verify(epoch)) === epoch) return;
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    await writeFile(join(this.directory, String(epoch)), '', { mode: 0o600, flush: true });
    await this.flush();
    // somebody with a greater one may have come while we wrote
    await this.verify(epoch);
    await this.forgetBefore(epoch);
  }

  /** The greatest one so far, undefined when none has acted. Rejects with StaleEpochError when it is greater than this. */
  async verify(epoch: bigint): Promise<bigint | undefined> {
    const seen = (await this.all()).reduce<bigint | undefined>(
      (greatest, other) => (greatest === undefined || other > greatest ? other : greatest),
      undefined,
    );
    if (seen !== undefined && seen > epoch) throw new StaleEpochError(epoch, seen);
    return seen;
  }

  private async all(): Promise<bigint[]> {
    const names = (await unlessAbsent(readdir(this.directory))) ?? [];
    return names.filter((name) => /^\d{1,30}$/.test(name)).map(BigInt);
  }

  private async forgetBefore(epoch: bigint): Promise<void> {
    const older = (await this.all()).filter((other) => other < epoch);
    await Promise.all(older.map((other) => rm(join(this.directory, String(other)), { force: true })));
  }

  /** The name, too, is on the disk: a power cut does not bring an older epoch back. */
  private async flush(): Promise<void> {
    const directory = await open(this.directory);
    try {
      await directory.sync();
    } finally {
      await directory.close();
    }
  }
}
