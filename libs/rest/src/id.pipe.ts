import type { PipeTransform } from '@nestjs/common';
import { validate } from 'uuid';
import { ProblemError } from './problem.js';

/** Ids in paths are UUIDs; anything else names nothing. `@Param('sessionId', Id) sessionId: string` */
export const Id: PipeTransform<string, string> = {
  transform: (value) => {
    if (!validate(value)) throw new ProblemError('not-found', 'Ids are UUIDs.');
    return value.toLowerCase();
  },
};
