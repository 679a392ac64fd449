/** One line of what a daemon says while it pulls. */
export interface PullLine {
  readonly id?: string | undefined;
  readonly status?: string | undefined;
  readonly progressDetail?: { readonly current?: number | undefined; readonly total?: number | undefined } | undefined;
}

const steps = 8;

/** How far a pull is, in bytes, told in at most a few steps: each is an event. */
export class PullProgress {
  private readonly layers = new Map<string, { current: number; total: number }>();
  private told = 0;

  /** What is worth telling after this line, undefined where nothing is. */
  add({ id, status, progressDetail: { current, total } = {} }: PullLine): string | undefined {
    // Docker unpacks each layer after it has come, and counts once more
    if (id === undefined || current === undefined || total === undefined || status === 'Extracting') return undefined;
    this.layers.set(id, { current, total });
    const done = this.sum('current');
    const whole = this.sum('total');
    const step = Math.floor((done / whole) * steps);
    if (whole === 0 || step <= this.told) return undefined;
    this.told = step;
    return `${megabytes(done)} of ${megabytes(whole)} MB`;
  }

  private sum(what: 'current' | 'total'): number {
    return [...this.layers.values()].reduce((sum, layer) => sum + layer[what], 0);
  }
}

function megabytes(bytes: number): number {
  return Math.ceil(bytes / 1_000_000);
}
