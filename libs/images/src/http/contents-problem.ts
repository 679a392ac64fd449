import { TooManyReadingsError, UnreadableImageError } from '#libs/image-contents';
import { RegistryError } from '#libs/image-registry';
import { ProblemError } from '#libs/rest';
import { contentsProblems } from '../contents.rejections.js';

const registryProblem = ({ code, message, retryAfterSeconds }: RegistryError): ProblemError => {
  const isForLater = code === 'registry-unreachable' || code === 'registry-busy';
  if (!isForLater) return new ProblemError(contentsProblems['image-contents-unreadable'], message, { reason: code });
  const headers: Record<string, string> =
    retryAfterSeconds === undefined ? {} : { 'Retry-After': String(Math.ceil(retryAfterSeconds)) };
  return new ProblemError(contentsProblems['registry-unavailable'], message, { reason: code }, headers);
};

/** What a caller is told of why an image was not read; what is no reason of these is passed on. */
export const contentsProblem = (error: unknown): unknown => {
  if (error instanceof RegistryError) return registryProblem(error);
  if (error instanceof UnreadableImageError)
    return new ProblemError(contentsProblems['image-contents-unreadable'], error.message);
  if (error instanceof TooManyReadingsError)
    return new ProblemError('too-many-requests', error.message, {}, { 'Retry-After': '10' });
  return error;
};
