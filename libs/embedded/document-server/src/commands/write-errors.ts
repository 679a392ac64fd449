import { type Doc } from '../bson/document.js';
import { CommandError } from '../errors.js';

/**
 * Runs the statements of a write command one by one. An ordered command stops at the first error, an unordered one goes on;
 * the errors are listed with the index of their statement.
 */
export const eachStatement = (
  statements: readonly Uint8Array[],
  isOrdered: boolean,
  run: (statement: Uint8Array, index: number) => void,
): { writeErrors?: Doc[] } => {
  const writeErrors: Doc[] = [];
  for (const [index, statement] of statements.entries()) {
    try {
      run(statement, index);
    } catch (error) {
      if (!(error instanceof CommandError)) throw error;
      writeErrors.push({ index, code: error.code, ...error.details, errmsg: error.message });
      if (isOrdered) break;
    }
  }
  return writeErrors.length === 0 ? {} : { writeErrors };
};
