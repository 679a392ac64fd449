import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ImageReading } from '../api/schema.js';
import { readingInWords } from './contents-words.js';

/** How far the reading of an image is; nothing while it is not known whether it has to be read. */
export const ReadingProgress = ({ reading }: { readonly reading: ImageReading | undefined }): ReactNode => (
  <div className="progress">
    {reading === undefined ? (
      <span>
        <Trans>Asking what is known …</Trans>
      </span>
    ) : (
      <>
        <span>{readingInWords(reading)}</span>
        <progress
          aria-label={t`Reading the image`}
          {...(reading.totalBytes === 0 ? {} : { max: reading.totalBytes, value: reading.doneBytes })}
        />
      </>
    )}
  </div>
);
