import type { RunSpec, RunWarning } from '../session-runtime.js';

type Repository = RunSpec['repositories'][number];

/** Rule 16: what is there already is a user's own and left as it is; that it is not what the session is pinned to, they are told. */
export const notAtPinnedCommit = ({ name, commit }: Repository, found: string | undefined): RunWarning | undefined =>
  commit === undefined || found === undefined || found === commit
    ? undefined
    : {
        code: 'not-at-pinned-commit',
        message: `${JSON.stringify(name)} was there already, at the commit ${found}; the session is pinned to ${commit}. Check that one out in a terminal, or move the directory away and resume.`,
      };
