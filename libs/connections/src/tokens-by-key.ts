/** How many tokens of people there are, by what can be done with them with the keys of this process. */
export interface TokensByKey {
  readonly newest: number;
  /** To be brought under the newest one by a worker's start. */
  readonly older: number;
  readonly unreadable: number;
}
