import { LRUCache } from 'lru-cache';
import { domainOf } from '#libs/outbound';
import { type ImageReference, type ImageReferenceParts, partsOfReference } from '../image-reference.js';
import { type InspectedImage, inspectImage } from '../registry/inspect-image.js';
import type { RegistryClient } from '../registry/registry-client.js';
import { RegistryError } from '../registry/registry-error.js';
import { ImageInspector } from './image-inspector.js';
import { SharedPlaces } from './shared-places.js';

interface Options {
  /** As `docker pull --platform` takes it. */
  readonly platform: string;
  readonly timeoutMs?: number;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

/** What cannot be reached is not asked again for so long: nobody waits for it at each click. */
const SILENCE_MS = 30_000;
const MAX_SILENT = 1_000;
/** In characters: registries decide how much an image says. */
const MAX_KNOWN_LENGTH = 16 * 1024 * 1024;

/**
 * Each name below somebody's domain is a registry of its own, which may say nothing until the time is up: so a domain has a share. To
 * take up all places takes four domains, and in each time-out half of what one user may ask in a minute.
 */
const MAX_AT_ONCE = { all: 32, each: 8 };

/** One image at which it fails says nothing of the others, which are other people's. */
const isOfRegistry = (error: unknown): boolean =>
  error instanceof RegistryError && error.code === 'registry-unreachable' && !error.isOfOneImage;

/** The same whatever its tag is. */
const pinnedName = ({ registry, repository, digest = '' }: ImageReferenceParts): string =>
  `${registry}/${repository}@${digest}`;

/** Asks the registries. What a digest names never changes and is asked for once; of a tag, where it leads. At once, everything is. */
export class RegistryInspector extends ImageInspector {
  readonly #known = new LRUCache<string, InspectedImage>({
    maxSize: MAX_KNOWN_LENGTH,
    sizeCalculation: (image, name) => name.length + JSON.stringify(image).length,
  });
  readonly #asked = new Map<string, Promise<InspectedImage>>();
  readonly #silent: LRUCache<string, true>;
  readonly #places = new SharedPlaces(MAX_AT_ONCE);

  constructor(
    private readonly registry: RegistryClient,
    private readonly options: Options,
  ) {
    super();
    const perf = { now: options.now ?? (() => performance.now()) };
    this.#silent = new LRUCache({ max: MAX_SILENT, ttl: SILENCE_MS, ttlResolution: 0, perf });
  }

  override async inspect({ reference, digest }: ImageReference): Promise<InspectedImage> {
    const name = digest === undefined ? reference : `${reference}@${digest}`;
    const image = partsOfReference(name);
    return this.#known.get(pinnedName(image)) ?? this.#askOnce(name, image);
  }

  #askOnce(name: string, image: ImageReferenceParts): Promise<InspectedImage> {
    const asked = this.#asked.get(name) ?? this.#ask(image).finally(() => void this.#asked.delete(name));
    this.#asked.set(name, asked);
    return asked;
  }

  async #ask(image: ImageReferenceParts): Promise<InspectedImage> {
    const { registry } = image;
    if (this.#silent.has(registry))
      throw new RegistryError(
        'registry-unreachable',
        `The registry ${registry} cannot be asked just now: try again later.`,
      );
    const leave = this.#places.take(domainOf(registry.split(':')[0] ?? ''));
    if (leave === undefined)
      throw new RegistryError('registry-busy', 'Too many images are looked at just now: try again in a moment.');
    try {
      return await this.#find(image, AbortSignal.timeout(this.options.timeoutMs ?? 5_000));
    } catch (error) {
      if (isOfRegistry(error)) this.#silent.set(registry, true);
      throw error;
    } finally {
      leave();
    }
  }

  async #find(image: ImageReferenceParts, signal: AbortSignal): Promise<InspectedImage> {
    const pinned = { ...image, digest: image.digest ?? (await this.registry.digestOf(image, signal)) };
    const known = this.#known.get(pinnedName(pinned));
    if (known !== undefined) return known;
    const found = await inspectImage(this.registry, pinned, { platform: this.options.platform, signal });
    this.#known.set(pinnedName(pinned), found);
    return found;
  }
}
