import { keepPreviousData, useQuery } from '@tanstack/react-query';
import type { Api } from '../api/create-api.js';
import type { ImageReading } from '../api/schema.js';
import type { Asked } from '../page/failed.js';
import { useServices } from '../page/services.js';

interface Read<Answer> extends Asked {
  readonly answer: Answer | undefined;
  readonly reading: ImageReading | undefined;
}

/** As the API wishes it. */
const ASK_AGAIN_MS = 2_000;

const isReading = (body: object | undefined): body is ImageReading => body !== undefined && 'totalBytes' in body;

/**
 * Asks for what is known of images, again and again while they are being read; the answer before stays until the next one is
 * there. `asked` is what is asked for, and tells one question from another.
 */
export const useReadImage = <Question extends object, Answer extends object>(
  asked: Question,
  read: (api: Api, asked: Question, signal: AbortSignal) => Promise<Answer | ImageReading>,
): Read<Answer> => {
  const { api } = useServices();
  const { data, error, failureReason } = useQuery({
    queryKey: ['images', 'contents', asked],
    queryFn: ({ signal }) => read(api, asked, signal),
    refetchInterval: ({ state }) => (isReading(state.data) ? ASK_AGAIN_MS : false),
    placeholderData: keepPreviousData,
  });
  const found = isReading(data) ? { answer: undefined, reading: data } : { answer: data, reading: undefined };
  return { ...found, error, failureReason };
};
