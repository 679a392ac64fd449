import type { ImageReference } from '../image-reference.js';
import type { InspectedImage } from '../registry/inspect-image.js';

/** What registries say of images, for those who need not know how they are asked; also the token by which Nest provides it. */
export abstract class ImageInspector {
  /** False where the operator says that there is no registry to ask: nobody has to try. */
  readonly asksRegistries: boolean = true;

  /** For the platform that sessions run on. Rejects with `RegistryError`, after a few seconds at most. */
  abstract inspect(image: ImageReference): Promise<InspectedImage>;
}
