import type { InvalidateQueryFilters, QueryClient } from '@tanstack/react-query';

interface Reading {
  /** Something changed since it began. */
  isStale: boolean;
  readonly done: Promise<void>;
}

/**
 * Has the queries of a part read again. What changes while a part is being read is read once more
 * after that, and not once for each of many events.
 */
export class Refreshing<Part extends string> {
  private readonly readings = new Map<Part, Reading>();

  constructor(
    private readonly client: Pick<QueryClient, 'invalidateQueries'>,
    private readonly queriesOf: (part: Part) => InvalidateQueryFilters,
  ) {}

  /** Resolves when these are as they were asked for. */
  async refresh(parts: readonly Part[]): Promise<void> {
    await Promise.all(parts.map((part) => this.one(part)));
  }

  private one(part: Part): Promise<void> {
    const reading = this.readings.get(part);
    if (reading !== undefined) {
      reading.isStale = true;
      return reading.done;
    }
    const begun: Reading = { isStale: true, done: Promise.resolve().then(() => this.read(part, begun)) };
    this.readings.set(part, begun);
    return begun.done;
  }

  private async read(part: Part, reading: Reading): Promise<void> {
    while (reading.isStale) {
      reading.isStale = false;
      await this.client.invalidateQueries(this.queriesOf(part));
    }
    this.readings.delete(part);
  }
}
