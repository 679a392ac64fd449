import { existsSync } from 'node:fs';
import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

const MEMORY = '/dev/shm';

/**
 * An own directory whose name begins so, in memory where the system has such a place: for specs whose subject is not the disk, on
 * which others' writes can hold up a flush for a second. Whoever makes it removes it.
 */
export const memoryDirectory = (prefix: string): Promise<string> =>
  mkdtemp(join(existsSync(MEMORY) ? MEMORY : tmpdir(), prefix));
