/** Whether the token was good when it was looked at last. */
export type TokenState = 'works' | 'refused' | 'unchecked';

/** What a person is told of their token for a Git host; never the token. */
export interface Connection {
  readonly host: string;
  readonly username?: string | undefined;
  readonly addedAt: Date;
  readonly checkedAt?: Date | undefined;
  /** When its host refused it first, and did not take it since. */
  readonly refusedSince?: Date | undefined;
  readonly state: TokenState;
  /** What to do, or why it is not known. */
  readonly advice?: string | undefined;
}
