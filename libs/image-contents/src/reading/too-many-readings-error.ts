/** There is no room for one more image to be read. Its message is for whoever asked. */
export class TooManyReadingsError extends Error {
  override readonly name = 'TooManyReadingsError';
}
