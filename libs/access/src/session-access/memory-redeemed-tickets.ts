import type { RedeemedTickets } from './redeemed-tickets.js';

/** For a single gateway: after a restart the tickets of the last 30 seconds could be used again. */
export class MemoryRedeemedTickets implements RedeemedTickets {
  /** In the order of redemption, which is that of expiry but for a few seconds. */
  readonly #expiryById = new Map<string, number>();

  constructor(private readonly clock: () => Date = () => new Date()) {}

  redeem(ticketId: string, expiresAt: Date): Promise<boolean> {
    this.#forgetExpired();
    if (this.#expiryById.has(ticketId)) return Promise.resolve(false);
    this.#expiryById.set(ticketId, expiresAt.getTime());
    return Promise.resolve(true);
  }

  #forgetExpired(): void {
    const now = this.clock().getTime();
    for (const [ticketId, expiry] of this.#expiryById) {
      if (expiry > now) return;
      this.#expiryById.delete(ticketId);
    }
  }
}
