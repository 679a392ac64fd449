import { type ImageReference, partsOfReference } from '../image-reference.js';
import type { InspectedImage } from '../registry/inspect-image.js';
import { ImageInspector } from './image-inspector.js';
import { registryNotAllowed } from './registry-not-allowed.js';

/** Images of registries that may be named; whoever pulls the others may be in a network where they lead somewhere. */
export class AllowedRegistries extends ImageInspector {
  constructor(
    private readonly images: ImageInspector,
    /** Of `host[:port]`. */
    private readonly mayBeNamed: (registry: string) => boolean,
  ) {
    super();
  }

  override inspect(image: ImageReference): Promise<InspectedImage> {
    const { registry } = partsOfReference(image.reference);
    return this.mayBeNamed(registry) ? this.images.inspect(image) : Promise.reject(registryNotAllowed(registry));
  }
}
