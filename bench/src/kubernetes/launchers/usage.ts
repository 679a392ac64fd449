/** Of a launcher so far. */
export interface Usage {
  /** Processor time of those parts that decide, act and tell: worker and api; the hub. Milliseconds. */
  readonly cpuMs: number;
  /** Of all its parts. */
  readonly allCpuMs: number;
  readonly rssBytes: number;
  readonly allRssBytes: number;
}
