import { buffer } from 'node:stream/consumers';
import type Docker from 'dockerode';
import { extract } from 'tar-stream';
import { ifFound } from './if-found.js';

const maxBytes = 4 * 1024 * 1024;

/** A file's content, also of a container that does not run; undefined where there is no such file, or none that small. */
export async function readFromContainer(container: Docker.Container, path: string): Promise<string | undefined> {
  const archive = await ifFound(container.getArchive({ path }));
  if (archive === undefined) return undefined;
  const files = archive.pipe(extract());
  let content: string | undefined;
  files.on('entry', ({ type, size = 0 }, stream, next) => {
    if (type !== 'file' || size > maxBytes || content !== undefined) stream.resume().on('end', next);
    else
      void buffer(stream).then((bytes) => {
        content = bytes.toString('utf8');
        next();
      }, next);
  });
  await new Promise<void>((resolve, reject) => {
    files.once('finish', resolve).once('error', reject);
    archive.once('error', reject);
  });
  return content;
}
