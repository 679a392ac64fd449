/** A file is too large for a browser that can write none as it comes. */
export class NotSaved extends Error {
  override readonly name = 'NotSaved';
}
