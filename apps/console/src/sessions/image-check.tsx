import type { ReactNode } from 'react';
import type { ImageCheck as Checked } from '../api/schema.js';
import { imageCheckWords } from './image-check-words.js';
import { useImageCheck } from './use-image-check.js';

/** Says what the registry knows of the image whose reference is being typed, and what speaks against it. */
export const ImageCheck = ({ reference }: { readonly reference: string }): ReactNode => {
  const state = useImageCheck(reference);
  return (
    <div role="status" aria-label="What its registry says" className="image-check small">
      {state === 'checking' && <p className="soft">Asking its registry …</p>}
      {state !== undefined && state !== 'checking' && <Said check={state} />}
    </div>
  );
};

const Said = ({ check }: { readonly check: Checked }): ReactNode => (
  <>
    {check.accessible && <p>✓ Found: {imageCheckWords(check)}</p>}
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
