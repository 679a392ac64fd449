import { posix } from 'node:path';
import type Docker from 'dockerode';
import { bind, stagingOptions } from './container-options.js';
import { createContainer } from './create-container.js';
import { ifFound } from './if-found.js';
import { isRefused } from './is-refused.js';

const probedAt = '/renku-sessions/probed';

interface ProbeParts {
  readonly docker: Docker;
  readonly image: string;
  readonly labels: Record<string, string>;
  readonly signal: AbortSignal;
}

/**
 * What directories the engine's machine has: ours may be another, or a container of it. Asked of a container that is never started
 * and has the directory above, since Podman makes a directory that is to be mounted and is not there.
 */
export class DirectoryProbe {
  constructor(private readonly parts: ProbeParts) {}

  async isThere(path: string): Promise<boolean> {
    const { docker, image, labels, signal } = this.parts;
    const above = bind({ place: posix.dirname(path), target: probedAt, isWritable: false });
    const container = await orMissing(createContainer(docker, stagingOptions(image, [above], labels)));
    if (container === undefined) return false;
    try {
      const there = { path: posix.join(probedAt, posix.basename(path)), abortSignal: signal };
      return (await ifFound(container.infoArchive(there))) !== undefined;
    } finally {
      await ifFound(container.remove({ force: true, v: true }));
    }
  }
}

/** Docker refuses to make a container whose directory is not there. */
async function orMissing(made: Promise<Docker.Container>): Promise<Docker.Container | undefined> {
  try {
    return await made;
  } catch (error) {
    if (isRefused(error) && /bind source path does not exist/.test(error.message)) return undefined;
    throw error;
  }
}
