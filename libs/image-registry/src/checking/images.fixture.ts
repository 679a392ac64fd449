import type { ImageReference } from '../image-reference.js';
import type { InspectedImage } from '../registry/inspect-image.js';
import { RegistryError, type RegistryFailure } from '../registry/registry-error.js';
import type { CheckedImage } from './check-image.js';
import { ImageInspector } from './image-inspector.js';

/** An image of the Jupyter stacks, nothing to be said against it. */
export const inspectedImage = (change: Partial<InspectedImage> = {}): InspectedImage => ({
  digest: `sha256:${'a'.repeat(64)}`,
  platforms: ['linux/amd64'],
  entrypoint: ['tini', '-g', '--'],
  command: ['start-notebook.py'],
  user: '1000',
  exposedPorts: ['8888/tcp'],
  workingDir: '/home/jovyan',
  labels: {},
  createdAt: '2026-01-01T00:00:00Z',
  sizeBytes: 1_000_000,
  ...change,
});

export const foundImage = (change: Partial<InspectedImage> = {}): CheckedImage => ({
  kind: 'found',
  image: inspectedImage(change),
});

export const unusableImage: CheckedImage = {
  kind: 'unusable',
  code: 'image-not-found',
  advice: 'There is no such image.',
};
export const unknownImage: CheckedImage = { kind: 'unknown', code: 'registry-unreachable', advice: 'Try again later.' };

/** What registries hold, and why they do not show the rest. */
export class KnownImages extends ImageInspector {
  /** By reference, without a digest. */
  readonly images = new Map<string, InspectedImage>();
  otherwise: RegistryFailure = 'registry-unreachable';

  override inspect({ reference }: ImageReference): Promise<InspectedImage> {
    const image = this.images.get(reference);
    return image === undefined
      ? Promise.reject(new RegistryError(this.otherwise, 'These registries have no such image.'))
      : Promise.resolve(image);
  }
}
