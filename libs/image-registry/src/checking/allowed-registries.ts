import { type ImageReference, partsOfReference } from '../image-reference.js';
import type { InspectedImage } from '../registry/inspect-image.js';
import { RegistryError } from '../registry/registry-error.js';
import { ImageInspector } from './image-inspector.js';

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
    if (this.mayBeNamed(registry)) return this.images.inspect(image);
    const advice = `${registry} is an address of a private network or of a machine itself, and this installation allows none such (OUTBOUND_ALLOWED): name a public registry, or ask an administrator to publish the image in the catalogue.`;
    return Promise.reject(new RegistryError('registry-not-allowed', advice));
  }
}
