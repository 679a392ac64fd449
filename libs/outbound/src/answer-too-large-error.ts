/** More came than was asked to be taken. */
export class AnswerTooLargeError extends Error {
  override readonly name = 'AnswerTooLargeError';

  constructor(url: string, maxBytes: number) {
    super(`${url} answers with more than ${maxBytes} bytes`);
  }
}
