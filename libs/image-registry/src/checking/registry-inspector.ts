import { type ImageReference, type ImageReferenceParts, partsOfReference } from '../image-reference.js';
import { type InspectedImage, inspectImage } from '../registry/inspect-image.js';
import type { RegistryClient } from '../registry/registry-client.js';
import { RegistryError } from '../registry/registry-error.js';
import { ImageInspector } from './image-inspector.js';

interface Options {
  /** As `docker pull --platform` takes it. */
  readonly platform: string;
  readonly timeoutMs?: number;
  /** Milliseconds that only grow. */
  readonly now?: () => number;
}

/** What cannot be reached is not asked again for so long: nobody waits for it at each click. */
const SILENCE_MS = 30_000;
const MAX_KNOWN = 1_000;
const MAX_AT_ONCE = 32;

/** Asks the registries. What is named by its digest never changes and is asked for once; at once, everything is. */
export class RegistryInspector extends ImageInspector {
  readonly #known = new Map<string, Promise<InspectedImage>>();
  readonly #silentUntil = new Map<string, number>();
  readonly #now: () => number;
  #asking = 0;

  constructor(
    private readonly registry: RegistryClient,
    private readonly options: Options,
  ) {
    super();
    this.#now = options.now ?? (() => performance.now());
  }

  override inspect({ reference, digest }: ImageReference): Promise<InspectedImage> {
    const name = digest === undefined ? reference : `${reference}@${digest}`;
    const known = this.#known.get(name);
    if (known !== undefined) return known;
    const asked = this.#ask(partsOfReference(name));
    this.#remember(name, asked);
    const forget = (): boolean => this.#known.delete(name);
    asked.then(() => digest ?? forget(), forget);
    return asked;
  }

  async #ask(image: ImageReferenceParts): Promise<InspectedImage> {
    const { registry } = image;
    if ((this.#silentUntil.get(registry) ?? 0) > this.#now())
      throw new RegistryError(
        'registry-unreachable',
        `The registry ${registry} cannot be asked just now: try again later.`,
      );
    if (this.#asking >= MAX_AT_ONCE)
      throw new RegistryError('registry-busy', 'Too many images are looked at just now: try again in a moment.');
    this.#asking += 1;
    const { platform, timeoutMs = 5_000 } = this.options;
    try {
      return await inspectImage(this.registry, image, { platform, signal: AbortSignal.timeout(timeoutMs) });
    } catch (error) {
      throw this.#failure(image, error);
    } finally {
      this.#asking -= 1;
    }
  }

  #failure({ registry }: ImageReferenceParts, error: unknown): unknown {
    const isTimeout = error instanceof DOMException && error.name === 'TimeoutError';
    const failure = isTimeout
      ? new RegistryError('registry-unreachable', `The registry ${registry} does not answer: try again later.`)
      : error;
    if (failure instanceof RegistryError && failure.code === 'registry-unreachable') {
      if (this.#silentUntil.size >= MAX_KNOWN) this.#silentUntil.clear();
      this.#silentUntil.set(registry, this.#now() + SILENCE_MS);
    }
    return failure;
  }

  #remember(name: string, asked: Promise<InspectedImage>): void {
    const [oldest] = this.#known.keys();
    if (this.#known.size >= MAX_KNOWN && oldest !== undefined) this.#known.delete(oldest);
    this.#known.set(name, asked);
  }
}
