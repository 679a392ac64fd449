import type { MessageDescriptor } from '@lingui/core';
import { msg, t } from '@lingui/core/macro';

const visibilities: Readonly<Record<string, MessageDescriptor>> = { private: msg`private`, public: msg`public` };

const roles: Readonly<Record<string, MessageDescriptor>> = {
  viewer: msg`viewer`,
  editor: msg`editor`,
  owner: msg`owner`,
};

/** What a later version of the API adds, or a log has of an earlier one, is told as it is. */
const inWords =
  (words: Readonly<Record<string, MessageDescriptor>>) =>
  (value: string): string => {
    const known = Object.hasOwn(words, value) ? words[value] : undefined;
    return known === undefined ? value : t(known);
  };

export const visibilityInWords = inWords(visibilities);
export const roleInWords = inWords(roles);
