import { type OutboundAnswer, retryAfterSeconds } from '#libs/outbound';
import type { ImageReferenceParts } from '../image-reference.js';
import { RegistryError } from './registry-error.js';

type Refusal = Pick<OutboundAnswer, 'status' | 'header'>;

const nameOf = ({ registry, repository, tag, digest }: ImageReferenceParts): string =>
  `${registry}/${repository}${digest === undefined ? `:${tag ?? 'latest'}` : `@${digest}`}`;

/** That nothing can be asked just now, which says nothing of the image; undefined: it says something else. */
export const passingRefusalOf = (image: ImageReferenceParts, answer: Refusal): RegistryError | undefined => {
  const { registry } = image;
  const options = { retryAfterSeconds: retryAfterSeconds(answer) };
  switch (answer.status) {
    case 429:
      return new RegistryError('registry-busy', `${registry} is asked too often just now: try again later.`, options);
    case 500:
      return new RegistryError(
        'registry-unreachable',
        `The registry ${registry} fails at ${nameOf(image)}: try again later, or push the image once more.`,
        { ...options, isOfOneImage: true },
      );
    default: {
      if (answer.status < 500) return undefined;
      return unreachable(image, new Error(`${nameOf(image)}: status ${answer.status}`), options.retryAfterSeconds);
    }
  }
};

/** Of an answer that is no success. */
export const refusalOf = (image: ImageReferenceParts, answer: Refusal): RegistryError => {
  const [name, { registry }] = [nameOf(image), image];
  switch (answer.status) {
    case 401:
    case 403:
      return new RegistryError(
        'image-not-public',
        `${registry} does not let everybody pull ${name}, or has no such image: make it public, or check how it is written.`,
      );
    case 404:
      return new RegistryError(
        'image-not-found',
        `${registry} has no ${name}: check how its path and tag are written.`,
      );
    default:
      return passingRefusalOf(image, answer) ?? wrong(image, `status ${answer.status}`);
  }
};

export const unreachable = ({ registry }: ImageReferenceParts, cause: unknown, later?: number): RegistryError =>
  new RegistryError('registry-unreachable', `The registry ${registry} cannot be asked just now: try again later.`, {
    ...{ cause, retryAfterSeconds: later },
  });

/** Until the time was up that whoever asks has. */
export const silent = ({ registry }: ImageReferenceParts, cause: unknown): RegistryError =>
  new RegistryError('registry-unreachable', `The registry ${registry} does not answer: try again later.`, { cause });

/** It works, and what it holds there is of no use: the other images of a registry are not to be taken for unreachable. */
export const wrong = ({ registry }: ImageReferenceParts, what: string): RegistryError =>
  new RegistryError('not-an-image', `The registry ${registry} does not answer as a registry does: ${what}.`);
