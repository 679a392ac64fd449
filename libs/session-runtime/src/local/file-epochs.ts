import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { EpochNotes } from '../acted-epochs.js';
import { unlessAbsent } from '../unless-absent.js';

/** An empty file for each epoch, named after it. */
export class FileEpochs implements EpochNotes {
  constructor(private readonly directory: string) {}

  async write(epoch: bigint): Promise<void> {
    await mkdir(this.directory, { recursive: true, mode: 0o700 });
    await writeFile(join(this.directory, String(epoch)), '', { mode: 0o600, flush: true });
    await this.flush();
  }

  async all(): Promise<bigint[]> {
    const names = (await unlessAbsent(readdir(this.directory))) ?? [];
    return names.filter((name) => /^\d{1,30}$/.test(name)).map(BigInt);
  }

  async forget(epoch: bigint): Promise<void> {
    await rm(join(this.directory, String(epoch)), { force: true });
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
