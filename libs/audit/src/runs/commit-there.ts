import type { RunRecord } from './run-record.js';

/** The commit that really was below /work/<name>; undefined where the log does not say: it was not cloned, or the run never started. */
export const commitThere = ({ commits }: Pick<RunRecord, 'commits'>, name: string): string | undefined =>
  commits.find(({ repository }) => repository === name)?.commit;
