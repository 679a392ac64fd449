import { Inject, Injectable } from '@nestjs/common';
import type { ReadModels } from '#libs/event-sourcing';
import { READ_MODELS } from '#libs/rest';
import type { RepositoryImages } from '../repository-images.js';
import { type BuiltImageDocument, builtImageDocuments } from './built-image.projection.js';
import { repositoryImagesDocuments } from './repository-images.projection.js';

interface Page {
  readonly branch?: string | undefined;
  /** Only those that are older than the image of this revision. */
  readonly before?: number | undefined;
  readonly limit: number;
}

@Injectable()
export class RepositoryImagesQueries {
  constructor(@Inject(READ_MODELS) private readonly readModels: ReadModels) {}

  /** By their ids; those of which no image is known are missing. */
  async of(repositoryIds: readonly string[]): Promise<ReadonlyMap<string, RepositoryImages>> {
    if (repositoryIds.length === 0) return new Map();
    const found = await this.#documents.find({ _id: { $in: [...new Set(repositoryIds)] } });
    return new Map(found.map((document) => [document.repositoryId, document]));
  }

  /** Those whose images are there: `host/path`. */
  async withImagesAt(imageRepository: string): Promise<readonly RepositoryImages[]> {
    return this.#documents.find({ imageRepository });
  }

  /** In the order of their ids. */
  async page(after: string | undefined, limit: number): Promise<readonly RepositoryImages[]> {
    return this.#documents.find(after === undefined ? {} : { _id: { $gt: after } }, { sort: { _id: 1 }, limit });
  }

  /** The newest first. */
  async built(repositoryId: string, { branch, before, limit }: Page): Promise<readonly BuiltImageDocument[]> {
    const older = before === undefined ? {} : { revision: { $lt: before } };
    const ofBranch = branch === undefined ? {} : { branch };
    return this.readModels
      .documents<BuiltImageDocument>(builtImageDocuments)
      .find({ repositoryId, ...ofBranch, ...older }, { sort: { revision: -1 }, limit });
  }

  get #documents() {
    return this.readModels.documents<RepositoryImages>(repositoryImagesDocuments);
  }
}
