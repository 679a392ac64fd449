import { msg } from '@lingui/core/macro';
import { knownWords } from '../language/known-words.js';

const visibilities = knownWords({ private: msg`private`, public: msg`public` });
const roles = knownWords({ viewer: msg`viewer`, editor: msg`editor`, owner: msg`owner` });

/** What a later version of the API adds, or a log has of an earlier one, is told as it is: also of `roleInWords`. */
export const visibilityInWords = (visibility: string): string => visibilities(visibility) ?? visibility;
export const roleInWords = (role: string): string => roles(role) ?? role;
