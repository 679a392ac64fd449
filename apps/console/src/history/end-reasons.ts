import { msg } from '@lingui/core/macro';
import { knownWords } from '../language/known-words.js';

/** Why a run ended, where nobody asked for it: what a sentence about it goes on with. */
export const endReason = knownWords({
  'access-lost': msg`because access to the project was lost`,
  idle: msg`because nobody used it`,
  'max-lifetime': msg`because it ran for as long as a session may`,
  exit: msg`because its program ended`,
  'session-removed': msg`because the session was removed`,
  'project-deleted': msg`because the project was deleted`,
  'user-erased': msg`because the account was erased`,
  expired: msg`because it was not used for long`,
});
