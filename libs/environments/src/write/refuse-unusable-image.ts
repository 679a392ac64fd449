import type { Rejection } from '#libs/event-sourcing';
import type { CheckedImage } from '#libs/image-registry';
import { reject } from '../environments.rejections.js';

export interface ImageFacts {
  /** Where an image was given. */
  readonly checkedImage?: CheckedImage | undefined;
}

/**
 * Undefined: some session can run it, or nothing is known against it. An administrator, who alone writes the catalogue, may name a
 * registry that others may not.
 */
export const refuseUnusableImage = ({ checkedImage: checked }: ImageFacts): Rejection | undefined =>
  checked?.kind === 'unusable' && checked.code !== 'registry-not-allowed'
    ? reject('image-unusable', checked.advice, { errors: [{ pointer: '/image', detail: checked.advice }] })
    : undefined;
