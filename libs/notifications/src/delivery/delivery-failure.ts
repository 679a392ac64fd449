/**
 * `server`: nothing can be told on this channel now. `message`: this one cannot be told now. `refused`: it never will.
 * The message says why, without anybody's address.
 */
type Scope = 'server' | 'message' | 'refused';

/** A message was not taken. */
export class DeliveryFailure extends Error {
  override readonly name = 'DeliveryFailure';

  constructor(
    readonly scope: Scope,
    reason: string,
  ) {
    super(reason);
  }
}
