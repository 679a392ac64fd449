import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { type Readable, Transform } from 'node:stream';

/** GNU tar's: a file changed while it was read. What was read of it is there. */
const CHANGED = 1;

const enough = 4096;

/**
 * What `tar` packs, as it is read: it keeps names of any bytes, links as links, and nothing in memory. Rejects where there is no `tar`;
 * the stream fails where something cannot be read, so that no archive looks whole that is not.
 */
export async function packedByTar(args: readonly string[]): Promise<Readable> {
  const tar = spawn('tar', ['-cf', '-', ...args], { stdio: ['ignore', 'pipe', 'pipe'] });
  await once(tar, 'spawn');
  const ended = new Promise<number | null>((resolve) => tar.once('close', resolve));
  let said = '';
  tar.stderr.setEncoding('utf8').on('data', (text: string) => (said = (said + text).slice(-enough)));
  const archive = new Transform({
    transform: (part: Buffer, _, done) => done(undefined, part),
    flush: (done) => {
      void ended.then((code) => done(code === 0 || code === CHANGED ? undefined : new Error(`tar: ${said}`)));
    },
  });
  // whoever wanted it has gone away
  archive.once('close', () => tar.kill());
  tar.stdout.once('error', (error) => archive.destroy(error));
  return tar.stdout.pipe(archive);
}
