/** An image is read no more: nobody waits for it, somebody else reads it, or this process ends. */
export class ReadingEndedError extends Error {
  override readonly name = 'ReadingEndedError';
}
