import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { answerOf } from '../api/answer-of.js';
import { useServices } from '../page/services.js';

/** Fewer letters would find everything. */
export const FEWEST_LETTERS = 2;
/** Of more, whoever looks for one types another letter. */
export const MOST_SESSIONS = 20;

/** Sessions of all one's projects, whose names begin so; none for fewer letters than are looked for. */
export const useFoundSessions = (typed: string) => {
  const { api } = useServices();
  const query = typed.trim();
  return useQuery({
    enabled: query.length >= FEWEST_LETTERS,
    queryKey: ['home', 'found', query],
    queryFn: ({ signal }) =>
      answerOf(api.GET('/api/v1/sessions', { params: { query: { query, limit: MOST_SESSIONS } }, signal })),
    placeholderData: keepPreviousData,
  });
};
