import { startsJupyter, webPortOf } from '../image-run.js';
import type { InspectedImage } from '../registry/inspect-image.js';
import type { CheckedImage } from './check-image.js';

export interface ImageProblem {
  readonly code: string;
  /** An error: it cannot be added. */
  readonly severity: 'error' | 'warning';
  readonly advice: string;
}

type Check = (image: InspectedImage, now: Date) => ImageProblem | undefined;

const LARGE_BYTES = 10 * 1024 ** 3;
const OLD_YEARS = 2;

const warning = (code: string, advice: string): ImageProblem => ({ code, severity: 'warning', advice });

const root: ReadonlySet<string> = new Set(['', '0', 'root']);

const userOf = ({ user }: InspectedImage): string => user.split(':')[0] ?? '';

const yearsBefore = (now: Date): number => new Date(now).setFullYear(now.getFullYear() - OLD_YEARS);

/** The restrictions of docs/external-images.md, in its order. */
const checks: readonly Check[] = [
  (image) =>
    root.has(userOf(image))
      ? warning(
          'runs-as-root',
          'It runs as root. Say “USER 1000” in its Dockerfile: a cluster runs it as 1000:100, whatever it says.',
        )
      : undefined,
  (image) =>
    root.has(userOf(image)) || /^\d+$/.test(userOf(image))
      ? undefined
      : warning(
          'user-by-name',
          `Its user ${userOf(image)} is a name. Say its number in its Dockerfile: a cluster runs it as 1000:100.`,
        ),
  (image) =>
    startsJupyter(image) || webPortOf(image) !== undefined
      ? undefined
      : warning(
          'nothing-listens',
          'It exposes no port and starts no Jupyter: it is run as a Jupyter image, so “jupyter lab” has to be in it.',
        ),
  ({ sizeBytes }) =>
    sizeBytes > LARGE_BYTES
      ? warning(
          'large',
          `It is ${Math.round(sizeBytes / 1024 ** 3)} GiB to pull: the first launch on a machine takes minutes.`,
        )
      : undefined,
  ({ createdAt }, now) =>
    createdAt !== undefined && Date.parse(createdAt) < yearsBefore(now)
      ? warning('old', `It was built on ${createdAt.slice(0, 10)}: build it anew, for what has been mended since.`)
      : undefined,
];

/** What somebody who is about to use the image should know. */
export const imageProblems = (checked: CheckedImage, now: Date): readonly ImageProblem[] => {
  switch (checked.kind) {
    case 'unusable':
      return [{ code: checked.code, severity: 'error', advice: checked.advice }];
    case 'unknown':
      return [warning(checked.code, checked.advice)];
    case 'found':
      return checks.map((check) => check(checked.image, now)).filter((problem) => problem !== undefined);
  }
};
