import type { PipeTransform } from '@nestjs/common';
import { digestPattern } from '#libs/image-registry';
import { ProblemError } from '#libs/rest';

/** An image's digest in a path; anything else names nothing. `@Param('digest', Digest) digest: string` */
export const Digest: PipeTransform<string, string> = {
  transform: (value) => {
    if (!digestPattern.test(value))
      throw new ProblemError('not-found', 'Digests are “sha256:” and 64 hexadecimal digits.');
    return value;
  },
};
