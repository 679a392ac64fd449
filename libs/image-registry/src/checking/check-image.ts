import type { ImageReference } from '../image-reference.js';
import type { InspectedImage } from '../registry/inspect-image.js';
import { RegistryError, type RegistryFailure } from '../registry/registry-error.js';
import type { ImageInspector } from './image-inspector.js';

/** What is known of an image before it is used. */
export type CheckedImage =
  | { readonly kind: 'found'; readonly image: InspectedImage }
  /** No session can run it. */
  | ({ readonly kind: 'unusable' } & Why)
  /** The registry was not to be asked: nothing is known against it. */
  | ({ readonly kind: 'unknown' } & Why);

interface Why {
  readonly code: RegistryFailure;
  readonly advice: string;
  /** When to ask again, as the registry says it. */
  readonly retryAfterSeconds?: number | undefined;
}

const passing: ReadonlySet<RegistryFailure> = new Set(['registry-unreachable', 'registry-busy']);

export const checkImage = async (inspector: ImageInspector, image: ImageReference): Promise<CheckedImage> => {
  try {
    return { kind: 'found', image: await inspector.inspect(image) };
  } catch (error) {
    if (!(error instanceof RegistryError)) throw error;
    const { code, message: advice, retryAfterSeconds } = error;
    return { kind: passing.has(code) ? 'unknown' : 'unusable', code, advice, retryAfterSeconds };
  }
};

/** With the digest that it has now; as it was where that is not known. */
export const pinnedTo = (image: ImageReference, checked: CheckedImage | undefined): ImageReference =>
  checked?.kind === 'found' && image.digest === undefined ? { ...image, digest: checked.image.digest } : image;
