import { pipeline, type Readable } from 'node:stream';
import type Docker from 'dockerode';
import type { Extract } from 'tar-stream';
import { ifFound } from './if-found.js';

/** Nothing is there, or a directory with nothing in it: where a storage was mounted that was disconnected since. Of whatever else is there, no more than its beginning is read. */
export async function isVacantIn(container: Docker.Container, path: string, signal: AbortSignal): Promise<boolean> {
  // Loaded where there are containers: nobody else needs it
  const { extract } = await import('tar-stream');
  const archive = await ifFound(container.getArchive({ path, abortSignal: signal }));
  return archive === undefined || isEmptyDirectory(archive, extract());
}

function isEmptyDirectory(archive: NodeJS.ReadableStream, entries: Extract): Promise<boolean> {
  return new Promise((resolve, reject) => {
    pipeline(archive, entries, (error) => (error == null ? resolve(true) : reject(error)));
    let isFirst = true;
    entries.on('entry', ({ type }, content: Readable, next: () => void) => {
      // the directory itself comes before what is in it
      if (isFirst && type === 'directory') {
        isFirst = false;
        content.resume();
        next();
        return;
      }
      resolve(false);
      entries.destroy();
    });
  });
}
