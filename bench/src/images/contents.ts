import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { startImageRegistry } from '../../../test/support/image-registry/image-registry.js';
import { pushLayers } from '../../../test/support/image-registry/push-layers.js';
import type { Measurement } from '../measurement.js';
import { startProgram } from '../programs.js';

const GIB = 1024 ** 3;
const MAX_SECONDS = 60;
const MAX_GROWN_MIB = 150;

interface Read {
  readonly seconds: number;
  readonly cpuSeconds: number;
  readonly grownMiB: number;
  readonly lateMs: number;
  readonly packages: number;
}

/** Of the image that tools/image-contents/build.sh makes, one after the other and again, until there is a gigabyte to pull. */
const gigabyte = async (image: string): Promise<readonly Buffer[]> => {
  const blobOf = (digest: string): string => join(image, 'oci/blobs', digest.replace(':', '/'));
  const json = async (file: string) => JSON.parse(await readFile(file, 'utf8')) as Record<string, { digest: string }[]>;
  const index = await json(join(image, 'oci/index.json'));
  const { layers = [] } = await json(blobOf(index['manifests']?.[0]?.digest ?? ''));
  const own = await Promise.all(layers.map(({ digest }) => readFile(blobOf(digest))));
  const all: Buffer[] = [];
  for (let bytes = 0; bytes < GIB; bytes += own.reduce((sum, { length }) => sum + length, 0)) all.push(...own);
  return all;
};

/** What reading an image from a real registry costs: of a gigabyte as it is pulled. */
export const contents = async (): Promise<Measurement[]> => {
  const image = process.env['REAL_IMAGE'];
  if (image === undefined) throw new Error('REAL_IMAGE=$(tools/image-contents/build.sh CACHE) names an image');
  const registry = await startImageRegistry();
  try {
    const layers = await gigabyte(image);
    await pushLayers(registry, { repository: 'large', layers });
    await pushLayers(registry, { repository: 'small', layers: layers.slice(-1) });
    const reader = startProgram('image-reader', [`${registry.host}/large`, `${registry.host}/small`]);
    const read = JSON.parse(await reader.says(/^read (.+)$/m)) as Read;
    const size = `${(layers.reduce((sum, { length }) => sum + length, 0) / GIB).toFixed(1)} GiB`;
    return rowsOf(read, size);
  } finally {
    await registry.close();
  }
};

const rowsOf = ({ seconds, cpuSeconds, grownMiB, lateMs, packages }: Read, size: string): Measurement[] => [
  {
    what: `what is in an image of ${size} to pull, ${packages} packages`,
    goal: `< ${MAX_SECONDS} s`,
    measured: `${seconds.toFixed(1)} s (${cpuSeconds.toFixed(1)} s of a processor)`,
    met: seconds < MAX_SECONDS && cpuSeconds < MAX_SECONDS,
    values: { seconds, cpuSeconds },
  },
  {
    what: 'its memory meanwhile',
    goal: `< ${MAX_GROWN_MIB} MiB more`,
    measured: `${Math.round(grownMiB)} MiB more`,
    met: grownMiB < MAX_GROWN_MIB,
    values: { grownMiB },
  },
  {
    what: 'how long others wait for it at most',
    goal: 'to know',
    measured: `${Math.round(lateMs)} ms`,
    met: undefined,
    values: { lateMs },
  },
];
