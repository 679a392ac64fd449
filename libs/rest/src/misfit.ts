import { type FieldError, ProblemError } from './problem.js';

/** Fields that an answer lists, at most: it is short however much is wrong. */
const MOST_FIELDS = 50;

/** The problem that a request is of which these fields do not fit, naming each. */
export const misfit = (fields: readonly FieldError[]): ProblemError => {
  const errors = fields.slice(0, MOST_FIELDS);
  const words = errors.map(({ pointer, detail }) => `${pointer || '/'}: ${detail}`).join('; ');
  // some are whole sentences
  return new ProblemError('invalid-request', words.replaceAll('.; ', '. '), { errors });
};
