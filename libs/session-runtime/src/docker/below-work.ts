import { pipeline, type Readable, type Writable } from 'node:stream';

/** Docker names the directory that it was asked for, Podman puts what is in a volume at the root. */
const named = (name: string): string => name.replace(/^(work(?=\/|$))?\/*/, 'work/');

/**
 * An engine's archive of a /work as every runtime has it: all is below `work/`. `release` is waited for before it ends, and is called as
 * well where it breaks off. Names that are not UTF-8 lose the bytes that are not.
 */
export async function belowWork(archive: Readable, release: () => Promise<unknown>): Promise<Readable> {
  // Loaded where there are containers: nobody else needs it
  const { extract, pack } = await import('tar-stream');
  const [from, to] = [extract(), pack()];
  from.on('entry', (header, content, next) => {
    const linkname = header.type === 'link' ? named(header.linkname ?? '') : header.linkname;
    // `pax` has the names as they were
    const renamed = { ...header, name: named(header.name), linkname, pax: undefined };
    // there is none once it was given up, whatever its type says
    const entry = to.entry(renamed, next) as Writable | undefined;
    if (entry === undefined) from.destroy();
    else content.pipe(entry);
  });
  pipeline(archive, from, (failure) => {
    release().then(
      () => (failure == null ? to.finalize() : to.destroy(failure)),
      (error: unknown) => to.destroy(error as Error),
    );
  });
  // whoever wanted it has gone away
  to.once('close', () => archive.destroy());
  return to;
}
