import { useState } from 'react';
import type { ImageCheck } from '../api/image-views.js';
import { Problem } from '../api/problem.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';

/** `'checking'`; undefined where there is nothing to be said. */
export type ImageCheckState = ImageCheck | 'checking' | undefined;

/** Whoever types pauses so long before the registry is asked, milliseconds. */
const PAUSE = 500;
/** A word that is half typed would be asked of Docker's registry, under this installation's address. */
const namesAnImage = (reference: string): boolean => /[/:]./.test(reference);

/** What the registry says of an image while its reference is typed. */
export const useImageCheck = (typed: string): ImageCheckState => {
  const { api } = useServices();
  const [state, setState] = useState<ImageCheckState>();
  const reference = typed.trim();
  useEffect(() => {
    setState(undefined);
    if (!namesAnImage(reference)) return undefined;
    let isCurrent = true;
    const answered = (check: ImageCheckState): void => {
      if (isCurrent) setState(check);
    };
    const timer = setTimeout(() => {
      answered('checking');
      // what is half typed is no reference yet; whether it is one at last is said when it is added
      const nothing = (error: unknown): void => {
        answered(undefined);
        if (!(error instanceof Problem || error instanceof TypeError)) throw error;
      };
      void api.get<ImageCheck>(`/images/check?reference=${encodeURIComponent(reference)}`).then(answered, nothing);
    }, PAUSE);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, reference]);
  return state;
};
