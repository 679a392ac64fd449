import type { InstalledPackage } from '../installed-package.js';
import { inflate } from './inflate.js';
import { PackageTree } from './package-tree.js';
import { ReadingLimits } from './reading-limits.js';
import { TarReader } from './tar-reader.js';

interface Layer {
  readonly digest: string;
  /** In bytes, as it is pulled. */
  readonly size: number;
}

interface Reading<L> {
  /** As it is pulled; that it is the right one is known at its end. */
  readonly open: (layer: L) => AsyncIterable<Buffer>;
  /** Called as often as something came: how many bytes of all layers have. */
  readonly onProgress: (bytes: number) => void;
  readonly signal: AbortSignal;
}

export interface PackagesOfLayers {
  readonly packages: readonly InstalledPackage[];
  /** Managers that are there and whose packages are not read. */
  readonly unread: readonly string[];
}

async function* counted(pieces: AsyncIterable<Buffer>, count: (bytes: number) => void): AsyncGenerator<Buffer> {
  for await (const piece of pieces) {
    count(piece.length);
    yield piece;
  }
}

/** Reads each layer once, the lowest first, and keeps none. Rejects with `UnreadableImageError`, and with what `open` throws. */
export const readLayers = async <L extends Layer>(
  layers: readonly L[],
  { open, onProgress, signal }: Reading<L>,
): Promise<PackagesOfLayers> => {
  const limits = new ReadingLimits(layers.reduce((sum, { size }) => sum + size, 0));
  const tree = new PackageTree();
  let done = 0;
  for (const layer of layers) {
    tree.beginLayer(layer.digest);
    const tar = new TarReader({
      entry: (entry) => {
        limits.entry();
        return tree.entry(entry);
      },
      content: (entry, content) => tree.content(entry, content),
    });
    const take = (chunk: Buffer): void => {
      limits.unpacked(chunk.length);
      tar.push(chunk);
    };
    const pieces = counted(open(layer), (bytes) => onProgress((done += bytes)));
    await inflate(pieces, take, signal);
    tar.end();
    tree.endLayer();
  }
  return { packages: tree.packages(), unread: tree.unread() };
};
