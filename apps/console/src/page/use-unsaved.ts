import { useId } from 'react';
import { useServices } from './services.js';
import { useEffect } from './use-effect.js';

/** One is asked before what was typed is lost: by the browser with the whole console, by `AskBeforeLeaving` with the page alone. */
export const useUnsaved = (isUnsaved: boolean): void => {
  const { unsaved } = useServices();
  const id = useId();
  useEffect(() => {
    if (!isUnsaved) return undefined;
    const ask = (event: BeforeUnloadEvent): void => event.preventDefault();
    unsaved.add(id);
    addEventListener('beforeunload', ask);
    return () => {
      unsaved.delete(id);
      removeEventListener('beforeunload', ask);
    };
  }, [isUnsaved, unsaved, id]);
};
