/** What a person is told of a token that they made for a program; never the token. */
export interface PersonalToken {
  readonly tokenId: string;
  readonly name: string;
  readonly createdAt: Date;
  readonly expiresAt: Date;
  /** To within ten minutes. */
  readonly lastUsedAt?: Date | undefined;
}
