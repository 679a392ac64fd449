import { useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import type { ImageCheck } from '../api/schema.js';
import { useServices } from '../page/services.js';
import { useSettled } from '../page/use-settled.js';

/** `'checking'`; undefined where there is nothing to be said. */
export type ImageCheckState = ImageCheck | 'checking' | undefined;

/** Whoever types pauses so long before the registry is asked. */
const PAUSE_MS = 500;
/** What a registry said holds so long. */
const HOLDS_MS = 60_000;
/** A word that is half typed would be asked of Docker's registry, under this installation's address. */
const namesAnImage = (reference: string): boolean => /[/:]./.test(reference);

/** What the registry says of an image while its reference is typed. */
export const useImageCheck = (typed: string): ImageCheckState => {
  const { api } = useServices();
  const reference = useSettled(typed.trim(), PAUSE_MS);
  const { data, isFetching } = useQuery({
    queryKey: ['images', 'check', reference],
    queryFn: ({ signal }) => answerOf(api.GET('/api/v1/images/check', { params: { query: { reference } }, signal })),
    enabled: namesAnImage(reference),
    staleTime: HOLDS_MS,
    // what is half typed is no reference yet; whether it is one at last is said when it is added
    retry: false,
  });
  if (reference !== typed.trim()) return undefined;
  return isFetching ? 'checking' : data;
};
