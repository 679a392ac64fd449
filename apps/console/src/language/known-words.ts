import type { MessageDescriptor } from '@lingui/core';
import { t } from '@lingui/core/macro';

/** Says what each of some values is called; undefined of another one, which a later version of the API may have. */
export const knownWords =
  (words: Readonly<Record<string, MessageDescriptor>>) =>
  (value: string): string | undefined => {
    const known = Object.hasOwn(words, value) ? words[value] : undefined;
    return known && t(known);
  };
