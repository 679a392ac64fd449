import { useCallback, useState } from 'react';
import type { ImageReading } from '../api/image-views.js';
import { problemWords } from '../api/problem.js';
import { useServices } from '../page/services.js';
import { useEffect } from '../page/use-effect.js';

interface State<Answer> {
  readonly answer?: Answer;
  readonly reading?: ImageReading;
  readonly problem?: string;
}

/** As the API wishes it, milliseconds. */
const ASK_AGAIN_MS = 2_000;

const isReading = (body: object): body is ImageReading => 'totalBytes' in body;

/** Asks for what is known of images, again and again while they are being read; the answer before stays until the next one is there. */
export const useReadImage = <Answer extends object>(path: string): State<Answer> & { readonly again: () => void } => {
  const { api } = useServices();
  const [state, setState] = useState<State<Answer>>({});
  const [attempt, setAttempt] = useState(0);
  // a new `attempt` asks again
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isCurrent = true;
    const take = (body: Answer | ImageReading): void => {
      if (!isCurrent) return;
      setState(isReading(body) ? { reading: body } : { answer: body });
      if (isReading(body)) timer = setTimeout(ask, ASK_AGAIN_MS);
    };
    const fail = (error: unknown): void => {
      if (isCurrent) setState(({ answer }) => ({ ...(answer && { answer }), problem: problemWords(error) }));
    };
    const ask = (): void => void api.get<Answer | ImageReading>(path).then(take, fail);
    ask();
    return () => {
      isCurrent = false;
      clearTimeout(timer);
    };
  }, [api, path, attempt]);
  return { ...state, again: useCallback(() => setAttempt((n) => n + 1), []) };
};
