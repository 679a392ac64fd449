import { Inject, Injectable } from '@nestjs/common';
import type { Principal } from '#libs/access';
import { type AnsweredContents, ContentsReader } from '#libs/image-contents';
import { ImageInspector, partsOfReference } from '#libs/image-registry';
import { ImageAudience } from './image-audience.js';

interface Asked {
  readonly digest: string;
  /** Of any tag; where the image is read the first time. */
  readonly reference?: string | undefined;
}

/** `host/path`. */
const placeIn = (reference: string): string => {
  const { registry, repository } = partsOfReference(reference);
  return `${registry}/${repository}`;
};

/** What is in images, for those who may see it: for the others it is not known. */
@Injectable()
export class ContentsQueries {
  constructor(
    @Inject(ContentsReader) private readonly reader: ContentsReader,
    @Inject(ImageAudience) private readonly audience: ImageAudience,
    @Inject(ImageInspector) private readonly images: ImageInspector,
  ) {}

  /** Rejects with `RegistryError`, `UnreadableImageError` or `TooManyReadingsError`. */
  async ask(caller: Principal, { digest, reference }: Asked): Promise<AnsweredContents> {
    const place = reference === undefined ? undefined : placeIn(reference);
    const places = await this.reader.placesOf(digest);
    const isKnown = places.length > 0;
    const asked = { digest, place, by: caller.userId };
    if (isKnown && (await this.audience.maySee(caller, { digest, places }))) return this.reader.ask(asked);
    if (place === undefined || !(await this.audience.maySee(caller, { digest, places: [place] })))
      return { kind: 'unknown' };
    // what others had read is shown to those only whose repository really holds it
    if (isKnown) await this.#addPlace(digest, place);
    return this.reader.ask(asked);
  }

  async #addPlace(digest: string, place: string): Promise<void> {
    await this.images.inspect({ reference: place, digest });
    await this.reader.addPlace(digest, place);
  }
}
