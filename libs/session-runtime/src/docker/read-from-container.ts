import { pipeline, type Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import type Docker from 'dockerode';
import type { Extract } from 'tar-stream';
import { ifFound } from './if-found.js';

const maxBytes = 4 * 1024 * 1024;

/** A file's content, also of a container that does not run; undefined where there is no such file, or none that small. */
export async function readFromContainer(
  container: Docker.Container,
  path: string,
  signal: AbortSignal,
): Promise<string | undefined> {
  // Loaded where there are containers: nobody else needs it
  const { extract } = await import('tar-stream');
  const archive = await ifFound(container.getArchive({ path, abortSignal: signal }));
  return archive && firstFileOf(archive, extract());
}

/** What comes after it is not wanted, and may be without end: a user's file has whatever size they say. */
function firstFileOf(archive: NodeJS.ReadableStream, files: Extract): Promise<string | undefined> {
  return new Promise((resolve, reject) => {
    pipeline(archive, files, (error) => (error == null ? resolve(undefined) : reject(error)));
    files.once('entry', ({ type, size = 0 }, stream: Readable) => {
      const content = type === 'file' && size <= maxBytes ? text(stream) : Promise.resolve(undefined);
      void content.then(resolve, reject).finally(() => files.destroy());
    });
  });
}
