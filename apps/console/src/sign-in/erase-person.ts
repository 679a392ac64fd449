import { t } from '@lingui/core/macro';
import { ApiRequests } from '../api/api-requests.js';
import { Problem, problemWords } from '../api/problem.js';
import { ReadPosition } from '../api/read-position.js';

const kept = (why: string): string => t`You are not erased: ${why} Sign in to try it again.`;
const unknown = (why: string): string => t`It is not known whether you are erased: ${why} Sign in to see.`;

/** It may have happened all the same: an erased person's token is refused, also where the answer to the first try was lost. */
const mayHaveHappened = (error: unknown): boolean =>
  !(error instanceof Problem) || error.status === 401 || error.code === 'outcome-unknown';

/** What became of it, for who is signed out. `token`: of before. */
export const erasePerson = async (token: string, origin: string): Promise<string> => {
  const theirs = () => Promise.resolve(token);
  const requests = new ApiRequests({ fresh: theirs, renew: theirs }, new ReadPosition());
  try {
    await requests.send(new Request(`${origin}/api/v1/me`, { method: 'DELETE' }));
    return t`You are erased. Who signs in again begins anew, as somebody else.`;
  } catch (error) {
    return (mayHaveHappened(error) ? unknown : kept)(problemWords(error));
  }
};
