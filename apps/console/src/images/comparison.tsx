import type { ReactNode } from 'react';
import type { ImageComparison } from '../api/image-views.js';
import type { Image } from '../api/views.js';
import { Alert } from '../page/alert.js';
import { ComparisonList } from './comparison-list.js';
import { ReadingProgress } from './reading-progress.js';
import { useReadImage } from './use-read-image.js';

interface Props {
  readonly from: Required<Image>;
  readonly to: Required<Image>;
}

/** What moving from one image to the other changes; both are read first where nobody did. */
export const Comparison = ({ from, to }: Props): ReactNode => {
  const asked = { from: from.digest, to: to.digest, fromReference: from.reference, toReference: to.reference };
  const { answer, reading, problem } = useReadImage<ImageComparison>(
    `/images/compare?${new URLSearchParams(asked).toString()}`,
  );
  if (problem !== undefined) return <Alert>{problem}</Alert>;
  return answer === undefined ? <ReadingProgress reading={reading} /> : <ComparisonList comparison={answer} />;
};
