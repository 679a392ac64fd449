import { Inject, Injectable } from '@nestjs/common';
import type { CommandContext } from '#libs/event-sourcing';
import { type CheckedImage, checkImage, ImageInspector, type ImageReference } from '#libs/image-registry';
import type { FactFinder } from '#libs/slice';

interface Asked {
  readonly image?: ImageReference | undefined;
}

/** The image as its registry knows it, where one is given. A start does not wait for a registry: what is seeded is not looked at. */
@Injectable()
export class CatalogueImageChecker implements FactFinder<Asked, { readonly checkedImage: CheckedImage | undefined }> {
  constructor(@Inject(ImageInspector) private readonly images: ImageInspector) {}

  async find({ image }: Asked, { actor }: CommandContext): Promise<{ checkedImage: CheckedImage | undefined }> {
    if (image === undefined || actor.startsWith('system:')) return { checkedImage: undefined };
    return { checkedImage: await checkImage(this.images, image) };
  }
}
