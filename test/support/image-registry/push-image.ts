import type { ImageRegistry } from './image-registry.js';

interface Made {
  readonly repository: string;
  readonly tag?: string;
  /** As an image's configuration has it: `User`, `ExposedPorts` … */
  readonly config?: object;
  readonly architecture?: string;
  readonly created?: string;
  readonly kind?: 'oci' | 'docker';
}

export interface PushedImage {
  readonly digest: string;
  readonly size: number;
  readonly mediaType: string;
}

export const mediaTypes = {
  oci: {
    index: 'application/vnd.oci.image.index.v1+json',
    manifest: 'application/vnd.oci.image.manifest.v1+json',
    config: 'application/vnd.oci.image.config.v1+json',
    layer: 'application/vnd.oci.image.layer.v1.tar+gzip',
  },
  docker: {
    index: 'application/vnd.docker.distribution.manifest.list.v2+json',
    manifest: 'application/vnd.docker.distribution.manifest.v2+json',
    config: 'application/vnd.docker.container.image.v1+json',
    layer: 'application/vnd.docker.image.rootfs.diff.tar.gzip',
  },
} as const;

/** An image with one layer that is nothing, for what looks at images and does not run them. */
export const pushImage = async (
  registry: ImageRegistry,
  { repository, tag = 'latest', config = {}, architecture = 'amd64', created, kind = 'oci' }: Made,
): Promise<PushedImage> => {
  const types = mediaTypes[kind];
  const file = { os: 'linux', architecture, created, config, rootfs: { type: 'layers', diff_ids: [] } };
  const configBlob = await registry.blob(repository, file);
  const layer = await registry.blob(repository, Buffer.from('not a layer'));
  const manifest = {
    ...{ schemaVersion: 2, mediaType: types.manifest },
    config: { mediaType: types.config, ...configBlob },
    layers: [{ mediaType: types.layer, ...layer }],
  };
  const digest = await registry.push(repository, tag, manifest);
  return { digest, size: JSON.stringify(manifest).length, mediaType: types.manifest };
};

interface ForPlatforms {
  readonly repository: string;
  readonly tag?: string;
  readonly config?: object;
  readonly architectures: readonly string[];
  /** Of images that the index lists without their platform. */
  readonly unnamed?: readonly string[];
  readonly kind?: 'oci' | 'docker';
}

/** An index of images for several processors, with an attestation beside them as buildkit makes it. */
export const pushIndex = async (
  registry: ImageRegistry,
  { repository, tag = 'latest', config = {}, architectures, unnamed = [], kind = 'oci' }: ForPlatforms,
): Promise<string> => {
  const manifests = [];
  for (const architecture of [...architectures, ...unnamed]) {
    const image = await pushImage(registry, { repository, tag: `${tag}-${architecture}`, config, architecture, kind });
    const platform = { os: 'linux', architecture };
    manifests.push(unnamed.includes(architecture) ? image : { ...image, platform });
  }
  const [first] = manifests;
  const attestation = { ...first, platform: { os: 'unknown', architecture: 'unknown' } };
  const mediaType = mediaTypes[kind].index;
  return registry.push(repository, tag, { schemaVersion: 2, mediaType, manifests: [...manifests, attestation] });
};
