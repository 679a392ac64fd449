/** What the image holds cannot be read, now and whenever. Its message is for whoever asked: what is wrong with it. */
export class UnreadableImageError extends Error {
  override readonly name = 'UnreadableImageError';
}
