/** Remembers which tickets were used. All gateways of one installation share it. */
export interface RedeemedTickets {
  /** `true` for exactly one caller per id, however many ask at once. It may be forgotten after `expiresAt`. */
  redeem(ticketId: string, expiresAt: Date): Promise<boolean>;
}
