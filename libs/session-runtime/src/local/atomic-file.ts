import { randomUUID } from 'node:crypto';
import { link, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { isCode } from '../is-code.js';
import { unlessAbsent } from '../unless-absent.js';
import { DamagedFileError } from './damaged-file-error.js';

/** Replaces the file as one step: a reader, or a crash at any instruction, sees the old or the new content whole. */
export async function writeAtomically(path: string, value: unknown): Promise<void> {
  const temporary = await writeAside(path, value);
  await rename(temporary, path);
}

/** Creates the file with its content as one step. False when it is already there: somebody else was first. */
export async function createExclusively(path: string, value: unknown): Promise<boolean> {
  const temporary = await writeAside(path, value);
  try {
    await link(temporary, path);
    return true;
  } catch (error) {
    if (isCode(error, 'EEXIST')) return false;
    throw error;
  } finally {
    await rm(temporary, { force: true });
  }
}

/** The parsed content, undefined when there is no such file. Rejects with DamagedFileError when it is not JSON. */
export async function readJson(path: string): Promise<unknown> {
  const text = await unlessAbsent(readFile(path, 'utf8'));
  if (text === undefined) return undefined;
  try {
    return JSON.parse(text) as unknown;
  } catch (error) {
    throw new DamagedFileError(path, error);
  }
}

/** On the disk before it gets its name: else a power cut may leave the name with half the content, or none. */
async function writeAside(path: string, value: unknown): Promise<string> {
  const temporary = `${path}.${randomUUID()}.tmp`;
  await writeFile(temporary, JSON.stringify(value), { mode: 0o600, flush: true });
  return temporary;
}
