import { useCallback, useState } from 'react';
import { problemWords } from '../api/problem.js';
import { useEffect } from './use-effect.js';

interface Asked<Answer> {
  readonly answer?: Answer;
  readonly problem?: string;
  readonly again: () => void;
}

/** Asks for something when the component appears and whenever `ask` changes; `ask` has to be memoised. */
export const useRequest = <Answer>(ask: () => Promise<Answer>): Asked<Answer> => {
  const [state, setState] = useState<{ answer?: Answer; problem?: string }>({});
  const [attempt, setAttempt] = useState(0);
  // a new `attempt` asks again
  useEffect(() => {
    let isCurrent = true;
    ask().then(
      (answer) => isCurrent && setState({ answer }),
      (error: unknown) => isCurrent && setState((before) => ({ ...before, problem: problemWords(error) })),
    );
    return () => {
      isCurrent = false;
    };
  }, [ask, attempt]);
  return { ...state, again: useCallback(() => setAttempt((n) => n + 1), []) };
};
