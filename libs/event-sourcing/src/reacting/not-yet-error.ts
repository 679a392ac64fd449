/** What a policy has to know cannot be told yet: the event is answered once it can, however long that takes. */
export class NotYetError extends Error {
  override readonly name = 'NotYetError';
}
