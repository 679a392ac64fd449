import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { type AnsweredContents, ContentsReader, type ImagePlace } from '#libs/image-contents';
import { ImageInspector, partsOfReference } from '#libs/image-registry';
import { BuiltImageInspector } from '../looking/built-image-inspector.js';
import { ImageAudience } from './image-audience.js';

interface Asked {
  readonly digest: string;
  /** Of any tag; where the image is read the first time. */
  readonly reference?: string | undefined;
}

/** What is in images, for those who may see it: for the others it is not known. */
@Injectable()
export class ContentsQueries {
  constructor(
    @Inject(ContentsReader) private readonly reader: ContentsReader,
    private readonly audience: ImageAudience,
    @Inject(ImageInspector) private readonly images: ImageInspector,
    @Inject(BuiltImageInspector) private readonly builtImages: ImageInspector,
  ) {}

  /** Rejects with `RegistryError`, `UnreadableImageError` or `TooManyReadingsError`. */
  async ask(caller: Principal, { digest, reference }: Asked): Promise<AnsweredContents> {
    const places = await this.reader.placesOf(digest);
    const by = caller.userId;
    if (places.length > 0 && (await this.audience.maySee(caller, places)))
      return this.reader.ask({ digest, by, place: places[0] });
    if (reference === undefined) return { kind: 'unknown' };
    const place = await this.#placeIn(caller, reference);
    // what others had read is shown to those only whose repository really holds it
    if (places.length > 0) await this.#addPlace(digest, place);
    const answered = await this.reader.ask({ digest, by, place });
    const isNew = places.length === 0 && answered.kind === 'read';
    // also where that was a moment ago
    if (isNew && !(await this.audience.maySee(caller, await this.reader.placesOf(digest))))
      await this.#addPlace(digest, place);
    return answered;
  }

  async #placeIn(caller: Principal, reference: string): Promise<ImagePlace> {
    const parts = partsOfReference(reference);
    const repository = `${parts.registry}/${parts.repository}`;
    return { repository, access: await this.audience.accessTo(caller, repository) };
  }

  async #addPlace(digest: string, place: ImagePlace): Promise<void> {
    const images = place.access === 'operator' ? this.builtImages : this.images;
    await images.inspect({ reference: place.repository, digest });
    await this.reader.addPlace(digest, place);
  }
}
