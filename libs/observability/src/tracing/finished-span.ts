/** Something that was done because of something else. Whoever did it knows ids alone, so that processes need not tell each other. */
export interface FinishedSpan {
  /** What was done, and to what: few and known. */
  readonly name: string;
  /** The correlation id of all that belongs together. */
  readonly correlationId: string;
  /** What others name as their cause, e.g. the id of an event; absent: it causes nothing. */
  readonly id?: string;
  /** The id of what caused it. */
  readonly causeId?: string | undefined;
  /** Milliseconds since 1970. */
  readonly startedAt: number;
  readonly endedAt: number;
  /** Opaque ids and kinds alone. */
  readonly attributes?: Readonly<Record<string, string | number>>;
  readonly error?: unknown;
}
