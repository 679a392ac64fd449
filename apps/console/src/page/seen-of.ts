import type { Seen } from './use-revision.js';

interface Asked<Thing> {
  readonly data?: Thing;
  readonly response: Response;
}

/** What was answered, with what a change of it has to name. Like `answerOf`, of an answer that is no refusal. */
export const seenOf = async <Thing>(asked: Promise<Asked<Thing>>): Promise<Seen<Thing>> => {
  const { data, response } = await asked;
  return { thing: data as Thing, etag: response.headers.get('etag') ?? '' };
};
