import type { Duplex } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import * as zlib from 'node:zlib';
import { UnreadableImageError } from '../unreadable-image-error.js';
import { ZstdFrames } from './zstd-frames.js';

/** Since Node 22.15; the types are those of Node 20. */
interface WithZstd {
  readonly createZstdDecompress?: (options: { readonly params: Readonly<Record<number, number>> }) => Duplex;
  readonly constants: { readonly ZSTD_d_windowLogMax: number };
}

/** So much of what was read zstd may ask to be kept: 32 MiB, as builders of images write at their slowest. */
const MAX_WINDOW_LOG = 25;
const CHUNK_BYTES = 256 * 1024;

const isGzip = (start: Buffer): boolean => start[0] === 0x1f && start[1] === 0x8b;

/** Of a frame, or of one that is to be skipped. */
const isZstd = (start: Buffer): boolean =>
  start.length >= 4 && (start.readUInt32LE() === 0xfd2fb528 || start.readUInt32LE() >>> 4 === 0x184d2a5);

const unzstd = (): Duplex => {
  const { createZstdDecompress, constants } = zlib as unknown as WithZstd;
  if (createZstdDecompress !== undefined)
    return createZstdDecompress({ params: { [constants.ZSTD_d_windowLogMax]: MAX_WINDOW_LOG } });
  throw new UnreadableImageError(
    'It has layers packed by zstd, which this installation reads from Node 22.15 on only.',
  );
};

async function* inFrames(packed: AsyncIterable<Buffer>): AsyncGenerator<Buffer> {
  const frames = new ZstdFrames();
  for await (const chunk of packed) yield* frames.cut(chunk);
}

type Pieces = AsyncIterable<Buffer>;
type Take = (unpacked: Pieces) => Promise<void>;

/** How it is packed is told by its first bytes: what a manifest calls it is not to be relied on. */
const unpack = async (start: Buffer, packed: Pieces, take: Take, signal: AbortSignal): Promise<void> => {
  if (isGzip(start)) await pipeline(packed, zlib.createGunzip({ chunkSize: CHUNK_BYTES }), take, { signal });
  else if (isZstd(start)) await pipeline(packed, inFrames, unzstd(), take, { signal });
  else await take(packed);
};

/** What ends before its pieces do is given up by the pipeline. */
const isDamaged = (error: unknown): boolean =>
  typeof error === 'object' &&
  error !== null &&
  'code' in error &&
  /^(?:Z_|ZSTD_|ERR_ZSTD|ABORT_ERR)/.test(String(error.code));

async function* joined(first: Buffer, rest: AsyncIterator<Buffer>): AsyncGenerator<Buffer> {
  yield first;
  for (let next = await rest.next(); next.done !== true; next = await rest.next()) yield next.value;
}

/** That it was the right layer is known at its end, which may be after that of what is packed in it. */
const readOn = async (rest: AsyncIterator<Buffer>): Promise<void> => {
  for (let next = await rest.next(); next.done !== true; ) next = await rest.next();
};

/** As few that are enough to know how they are packed. */
const startOf = async (packed: AsyncIterator<Buffer>): Promise<Buffer> => {
  let start: Buffer = Buffer.alloc(0);
  for (let next = await packed.next(); next.done !== true; next = await packed.next()) {
    start = Buffer.concat([start, next.value]);
    if (start.length >= 4) break;
  }
  return start;
};

/** Hands on what a layer holds, of gzip, zstd or as it is. Rejects with `UnreadableImageError` where it is damaged. */
export const inflate = async (
  packed: AsyncIterable<Buffer>,
  take: (chunk: Buffer) => void,
  signal: AbortSignal,
): Promise<void> => {
  const pieces = packed[Symbol.asyncIterator]();
  try {
    const start = await startOf(pieces);
    const taken = async (unpacked: Pieces): Promise<void> => {
      for await (const chunk of unpacked) take(chunk);
    };
    await unpack(start, joined(start, pieces), taken, signal);
    await readOn(pieces);
  } catch (error) {
    signal.throwIfAborted();
    throw isDamaged(error) ? new UnreadableImageError('One of its layers is damaged.', { cause: error }) : error;
  } finally {
    await pieces.return?.();
  }
};
