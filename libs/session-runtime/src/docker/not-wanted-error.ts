/** The run was ended while it was being started. */
export class NotWantedError extends Error {
  override readonly name = 'NotWantedError';
}
