import type { Rejection } from '#libs/event-sourcing';
import type { CheckedImage, RegistryFailure } from '#libs/image-registry';
import { reject } from '../environments.rejections.js';

export interface ImageFacts {
  /** Where an image was given. */
  readonly checkedImage?: CheckedImage | undefined;
}

const forAdministrators: ReadonlySet<RegistryFailure> = new Set(['registry-not-allowed', 'image-not-public']);

/**
 * Undefined: some session can run it, or nothing is known against it. An administrator, who alone writes the catalogue, may name a
 * registry that others may not, and an image that only whoever runs sessions may pull.
 */
export const refuseUnusableImage = ({ checkedImage: checked }: ImageFacts): Rejection | undefined =>
  checked?.kind === 'unusable' && !forAdministrators.has(checked.code)
    ? reject('image-unusable', checked.advice, { errors: [{ pointer: '/image', detail: checked.advice }] })
    : undefined;
