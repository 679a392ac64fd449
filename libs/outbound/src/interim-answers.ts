/** Of one request (1xx, RFC 9110 §15.2). No bound of a body counts them, and reading them takes the time of all others. */
const MAX_INTERIM_ANSWERS = 1000;

/** To be told of each; throws where they do not end. */
export const boundedInterimAnswers = (url: string): (() => void) => {
  let left = MAX_INTERIM_ANSWERS;
  return () => {
    left -= 1;
    if (left < 0) throw new Error(`${url} sends interim answers without end`);
  };
};
