/** A person, or what is left of one: a tombstone has its own id, so that nothing leads from it to the old user id. */
export interface UserDirectoryRow {
  readonly _id: string;
  /** SHA-256 of issuer and subject, hexadecimal; unique. */
  readonly identity: string;
  readonly displayName?: string;
  /** Lower case. */
  readonly handle?: string;
  /** Lower case. */
  readonly email?: string;
  /** Only on a tombstone. */
  readonly erasedAt?: Date;
}
