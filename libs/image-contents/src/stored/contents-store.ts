import { type ImageContents, READER_VERSION } from '../image-contents.js';
import { type ImagePlace, isSamePlace } from '../image-place.js';
import type { RowCollection } from './row-collection.js';
import type { ContentsRow, PackagesRow } from './rows.js';

/** What is in an image, when it was read, and where from. */
export interface StoredContents extends ImageContents {
  readonly readAt: string;
  readonly places: readonly ImagePlace[];
}

interface Collections {
  readonly images: RowCollection<ContentsRow>;
  readonly packages: RowCollection<PackagesRow>;
}

/** In one row they are a few hundred kilobytes: 16 MB are the most that a document holds. */
const PACKAGES_A_ROW = 2_000;
/** Beyond that those that were read first are forgotten: whoever asks has them read anew. */
const MAX_IMAGES = 5_000;
const MAX_PLACES = 50;

/** The newest first. */
const withPlace = (places: readonly ImagePlace[], place: ImagePlace): readonly ImagePlace[] =>
  places.some((one) => isSamePlace(one, place)) ? places : [place, ...places].slice(0, MAX_PLACES);

/** Keeps what was read of images. All of it can be read anew. */
export class ContentsStore {
  constructor(
    private readonly collections: Collections,
    private readonly maxImages = MAX_IMAGES,
  ) {}

  /** To be called before anything else, by each process. */
  async prepare(): Promise<void> {
    await this.collections.images.createIndex({ readAt: 1 });
    await this.collections.packages.createIndex({ image: 1 });
  }

  /** Undefined: it was not read yet, or only by an older reader. */
  async find(image: string): Promise<StoredContents | undefined> {
    const row = await this.collections.images.findOne({ _id: image });
    if (row === null || row.reader < READER_VERSION) return undefined;
    const { reader, parts, source, unread, readAt, places } = row;
    const ids = Array.from({ length: parts }, (_, part) => partId(image, reader, part));
    const rows = await this.collections.packages.find({ _id: { $in: ids } }).toArray();
    if (rows.length < parts) return undefined;
    const byId = new Map(rows.map((one) => [one._id, one.packages]));
    return { source, unread, readAt, places, packages: ids.flatMap((id) => byId.get(id) ?? []) };
  }

  /** Where it was read, also by an older reader. */
  async placesOf(image: string): Promise<readonly ImagePlace[]> {
    return (await this.collections.images.findOne({ _id: image }))?.places ?? [];
  }

  /** Whoever reads the same writes the same; the packages first, so that whatever is found is whole. */
  async keep(image: string, { packages, ...contents }: StoredContents): Promise<void> {
    const parts = Math.ceil(packages.length / PACKAGES_A_ROW);
    for (let part = 0; part < parts; part += 1) {
      const of = packages.slice(part * PACKAGES_A_ROW, (part + 1) * PACKAGES_A_ROW);
      const row = { _id: partId(image, READER_VERSION, part), image, reader: READER_VERSION, packages: of };
      await this.collections.packages.replaceOne({ _id: row._id }, row, { upsert: true });
    }
    const known = await this.placesOf(image);
    const places = contents.places.reduce(withPlace, known);
    const row = { _id: image, reader: READER_VERSION, ...contents, places, parts };
    await this.collections.images.replaceOne({ _id: image }, row, { upsert: true });
    await this.collections.packages.deleteMany({ image, reader: { $lt: READER_VERSION } });
    await this.#forgetOldest();
  }

  /** Another repository holds it, too. */
  async addPlace(image: string, place: ImagePlace): Promise<void> {
    const known = await this.placesOf(image);
    const places = withPlace(known, place);
    if (places !== known) await this.collections.images.updateOne({ _id: image }, { $set: { places } });
  }

  async #forgetOldest(): Promise<void> {
    const { images, packages } = this.collections;
    const tooMany = (await images.countDocuments()) - this.maxImages;
    if (tooMany <= 0) return;
    for (const { _id } of await images.find({}).sort({ readAt: 1 }).limit(tooMany).toArray()) {
      await images.deleteOne({ _id });
      await packages.deleteMany({ image: _id });
    }
  }
}

const partId = (image: string, reader: number, part: number): string => `${image} ${reader} ${part}`;
