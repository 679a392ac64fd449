import type { ReactNode } from 'react';
import { answerOf } from '../api/answer-of.js';
import type { Api } from '../api/create-api.js';
import type { Image, ImageComparison, ImageReading } from '../api/schema.js';
import { Failed } from '../page/failed.js';
import { ComparisonList } from './comparison-list.js';
import { ReadingProgress } from './reading-progress.js';
import { useReadImage } from './use-read-image.js';

const compare = (
  api: Api,
  query: { readonly from: string; readonly to: string; readonly fromReference: string; readonly toReference: string },
  signal: AbortSignal,
): Promise<ImageComparison | ImageReading> =>
  answerOf(api.GET('/api/v1/images/compare', { params: { query }, signal }));

interface Props {
  readonly from: Required<Image>;
  readonly to: Required<Image>;
}

/** What moving from one image to the other changes; both are read first where nobody did. */
export const Comparison = ({ from, to }: Props): ReactNode => {
  const question = { from: from.digest, to: to.digest, fromReference: from.reference, toReference: to.reference };
  const { answer, reading, ...asked } = useReadImage(question, compare);
  if (asked.error !== null || asked.failureReason !== null) return <Failed of={[asked]} />;
  return answer === undefined ? <ReadingProgress reading={reading} /> : <ComparisonList comparison={answer} />;
};
