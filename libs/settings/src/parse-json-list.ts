import type { z } from 'zod';

const wherein = ({ path, message }: z.core.$ZodIssue): string =>
  `  ${path.length === 0 ? 'all of it' : path.join('.')}: ${message}`;

/**
 * What the text of an operator's file lists. Throws an `Error` with a line for each thing that is wrong, which says none of the values.
 *
 * @param example of such a list, for whoever wrote no JSON
 */
export const parseJsonList = <T extends z.ZodType>(text: string, schema: T, example: string): z.infer<T> => {
  let said: unknown;
  try {
    said = JSON.parse(text);
  } catch {
    throw new Error(`  all of it: it is not JSON; write ${example}`);
  }
  const found = schema.safeParse(said);
  if (!found.success) throw new Error(found.error.issues.map(wherein).join('\n'));
  return found.data;
};
