/** How far the log is known to reach: what is read from here on shows it at least up to there. */
export class ReadPosition {
  #reached = 0n;

  /** As an answer or a live event said it. */
  saw(position: string | null | undefined): void {
    if (position === null || position === undefined) return;
    const seen = BigInt(position);
    if (seen > this.#reached) this.#reached = seen;
  }

  toString(): string {
    return this.#reached.toString();
  }
}
