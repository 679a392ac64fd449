import { t } from '@lingui/core/macro';
import { Trans } from '@lingui/react/macro';
import type { ReactNode } from 'react';
import type { ImageCheck as Checked } from '../api/schema.js';
import { imageCheckWords } from './image-check-words.js';
import { useImageCheck } from './use-image-check.js';

/** Says what the registry knows of the image whose reference is being typed, and what speaks against it. */
export const ImageCheck = ({ reference }: { readonly reference: string }): ReactNode => {
  const state = useImageCheck(reference);
  return (
    <div role="status" aria-label={t`What its registry says`} className="image-check small">
      {state === 'checking' && (
        <p className="soft">
          <Trans>Asking its registry …</Trans>
        </p>
      )}
      {state !== undefined && state !== 'checking' && <Said check={state} />}
    </div>
  );
};

const Said = ({ check }: { readonly check: Checked }): ReactNode => (
  <>
    {check.accessible && <Found words={imageCheckWords(check)} />}
    {check.problems.length > 0 && (
      <ul>
        {check.problems.map(({ code, severity, advice }) => (
          <li key={code} className={`note ${severity === 'error' ? 'bad' : 'warn'}`}>
            {advice}
          </li>
        ))}
      </ul>
    )}
  </>
);

const Found = ({ words }: { readonly words: string }): ReactNode => (
  <p>
    <Trans>✓ Found: {words}</Trans>
  </p>
);
