import type { RecordedLog } from '../../recorded-log.js';
import type { Verdict } from '../../verdict.js';
import { branchesInUse } from '../branches-in-use.js';
import type { CodeHost } from '../code-host.js';

/** No image is lost: of each branch in use, that of its head is the newest. */
export const newestImages = (log: RecordedLog, host: CodeHost): Verdict => {
  const branches = branchesInUse(log, host);
  const problems = branches.flatMap(({ name, branch, repository, newest }) => {
    const head = repository.head(branch);
    const isSo = newest?.commit === head.commit && newest.image.digest === head.digest;
    return isSo ? [] : [`${name} is at ${head.commit} ${head.digest}, the log says ${JSON.stringify(newest)}`];
  });
  if (branches.length === 0) problems.push('no branch is in use: nothing was tried');
  return { what: `${branches.length} branches in use have their head's image as newest`, problems };
};
