import type { RunSpec, RunWarning } from './session-runtime.js';

/**
 * What is wrong where a disk was made after the run that left files on the one before. `madeForRun` is what the disk says of itself:
 * the run's number in decimal; a start that was cut off finds the disk there that it made. Undefined for one of a version that did not note it.
 */
export const missingFiles = (
  { filesOfRun }: Pick<RunSpec, 'filesOfRun'>,
  madeForRun: string | undefined,
): readonly RunWarning[] =>
  filesOfRun !== undefined && madeForRun !== undefined && Number(madeForRun) > filesOfRun ? [areMissing] : [];

const areMissing: RunWarning = {
  code: 'files-missing',
  message:
    'Your files are not there: their disk was lost, not deleted by this service, and /work began empty. Before you do your work anew, ask whoever runs the service whether they can put the files back.',
};
