import { validate } from 'uuid';
import { UsageError } from './usage-error.js';

/** An id as events have it, whoever typed it in capitals. Throws UsageError where it is none: of what there cannot be nothing would be found. */
export const idIn = <Text extends string | undefined>(option: string, text: Text): Text => {
  const id = text?.toLowerCase() as Text;
  if (id !== undefined && !validate(id))
    throw new UsageError(`${option} must be an id, such as 5cb02b94-6097-5b75-9309-236b48840438, not ${id}`);
  return id;
};
