/** Names of streams and types of events are matched with filters, one event after the other: in characters. */
export const LONGEST_NAME = 2_048;
