import { gzipSync } from 'node:zlib';
import { pack } from 'tar-stream';
import type { ImageRegistry } from './image-registry.js';
import { mediaTypes } from './push-image.js';

/** Path → content. */
export type Files = Readonly<Record<string, string>>;

interface Made {
  readonly repository: string;
  readonly tag?: string;
  /** As they are pulled: archives, packed or not; the lowest first. */
  readonly layers: readonly Buffer[];
  readonly architecture?: string;
  /** What its builder says is in it, as buildkit stores it beside it: by the type of the predicate, of which there may be several. */
  readonly attested?: Readonly<Record<string, object | readonly object[]>>;
}

export interface PushedLayers {
  /** Of the image, or of its index where something is attested. */
  readonly digest: string;
  /** Digests, in their order. */
  readonly layers: readonly string[];
}

/** A layer of these files, packed by gzip. */
export const layerOf = async (files: Files): Promise<Buffer> => {
  const archive = pack();
  for (const [name, content] of Object.entries(files)) archive.entry({ name }, content);
  archive.finalize();
  const chunks: Buffer[] = [];
  for await (const chunk of archive as AsyncIterable<Buffer>) chunks.push(chunk);
  return gzipSync(Buffer.concat(chunks));
};

const types = mediaTypes.oci;

/** An image that is made of these layers. */
export const pushLayers = async (registry: ImageRegistry, made: Made): Promise<PushedLayers> => {
  const { repository, tag = 'latest', architecture = 'amd64', attested } = made;
  const layers = [];
  for (const layer of made.layers) layers.push({ mediaType: types.layer, ...(await registry.blob(repository, layer)) });
  const file = { os: 'linux', architecture, config: {}, rootfs: { type: 'layers', diff_ids: [] } };
  const config = { mediaType: types.config, ...(await registry.blob(repository, file)) };
  const manifest = { schemaVersion: 2, mediaType: types.manifest, config, layers };
  const digest = await registry.push(repository, tag, manifest);
  const digests = layers.map((layer) => layer.digest);
  if (attested === undefined) return { digest, layers: digests };

  const statements = [];
  const predicates = Object.entries(attested).flatMap(([type, said]) =>
    [said].flat().map((one) => [type, one] as const),
  );
  for (const [predicateType, predicate] of predicates) {
    const blob = await registry.blob(repository, { predicateType, predicate });
    const annotations = { 'in-toto.io/predicate-type': predicateType };
    statements.push({ mediaType: 'application/vnd.in-toto+json', ...blob, annotations });
  }
  const attestation = { schemaVersion: 2, mediaType: types.manifest, config, layers: statements };
  const attestationDigest = await registry.push(repository, `${tag}-attestation`, attestation);
  const descriptor = (of: string, content: object) => ({
    ...{ mediaType: types.manifest, digest: of, size: JSON.stringify(content).length },
  });
  const manifests = [
    { ...descriptor(digest, manifest), platform: { os: 'linux', architecture } },
    {
      ...descriptor(attestationDigest, attestation),
      platform: { os: 'unknown', architecture: 'unknown' },
      annotations: { 'vnd.docker.reference.type': 'attestation-manifest', 'vnd.docker.reference.digest': digest },
    },
  ];
  const index = { schemaVersion: 2, mediaType: types.index, manifests };
  return { digest: await registry.push(repository, tag, index), layers: digests };
};
