import type { z } from 'zod';
import { jsonIn } from './json-in.js';
import type { Content } from './registry-client.js';
import { RegistryError } from './registry-error.js';

/** Where it is wrong, and how; a place has names in it that the image chose. */
const wrongIn = ({ issues: [first] }: z.ZodError): string =>
  `${first?.path.join('.').slice(0, 100) || 'all of it'} (${first?.message})`;

/** Throws `RegistryError`, in words for whoever named the image. */
export const parseContent = <T extends z.ZodType>(
  schema: T,
  { body }: Pick<Content, 'body'>,
  what: string,
): z.infer<T> => {
  const found = schema.safeParse(jsonIn(body));
  if (found.success) return found.data;
  const words = `Its ${what} is not as the OCI image specification has it, or larger than is read here: ${wrongIn(found.error)}.`;
  throw new RegistryError('not-an-image', words, { cause: found.error });
};
