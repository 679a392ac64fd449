/**
 * Position of the newest event of each document that the database may not show yet. Bounded: of those that were changed longest ago
 * only the newest position is kept, for all of them together.
 */
export class AwaitedDocuments {
  /** Oldest first: a document that changes again moves to the end. */
  private readonly positions = new Map<string, bigint>();
  private floor = 0n;

  constructor(private readonly capacity: number) {}

  add(key: string, position: bigint): void {
    this.positions.delete(key);
    this.positions.set(key, position);
    if (this.positions.size <= this.capacity) return;
    for (const [oldest, at] of this.positions) {
      this.positions.delete(oldest);
      if (at > this.floor) this.floor = at;
      return;
    }
  }

  /** The database shows the document's newest state once it shows everything up to here; 0n: it does already. */
  of(key: string): bigint {
    return this.positions.get(key) ?? this.floor;
  }
}
