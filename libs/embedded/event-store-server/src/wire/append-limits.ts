const MIB = 1024 * 1024;

/** What one append may hold besides its data, whose bound is an option. */
export const APPEND_LIMITS = {
  /** Commits of more would keep everybody else waiting; an event takes memory and time even where it is empty. */
  events: 5_000,
  /** Of one event. Two are read, type and content-type; to decode one takes longer than its few bytes would let expect. */
  properties: 16,
  /**
   * Bytes of metadata and types. An event with the usual 1 MiB of data, and a link of that size to it, are together read by every
   * client: in most languages they take messages of 4 MiB.
   */
  besideData: { event: MIB / 2, append: 4 * MIB },
} as const;
